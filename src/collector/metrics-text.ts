import type { Counters } from './store/counters.ts';

/** One figure of the exposition; a `reason` is a label. */
interface Sample {
  readonly value: number;
  readonly label?: readonly [name: string, value: string];
}

interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly help: string;
  readonly samples: readonly Sample[];
}

/** What is told beside the counts. */
export interface Gauges {
  readonly rows: number;
  /** Bytes that are safe in the spool and not in the tables yet. */
  readonly queuedBytes: number;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function printSample(name: string, { value, label }: Sample): string {
  return `${name}${label === undefined ? '' : `{${label[0]}="${escaped(label[1])}"}`} ${value}`;
}

function print({ name, type, help, samples }: Family): string {
  const lines = samples.map((sample) => printSample(name, sample));
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n');
}

function byReason(counters: Counters, kind: Parameters<Counters['byReason']>[0], label: string): Sample[] {
  return counters.byReason(kind).map(({ reason, count }) => ({ value: count, label: [label, reason] }));
}

/**
 * The counts as Prometheus reads them. Of items that were sent, received = stored + repeated + skipped + refused,
 * at every moment at which nothing waits to be written.
 */
export function printMetrics(counters: Counters, gauges: Gauges): string {
  const { user, system } = process.cpuUsage();
  const one = (value: number): Sample[] => [{ value }];
  const families: readonly Family[] = [
    {
      name: 'longtail_items_received_total',
      type: 'counter',
      help: 'Items that were sent: transactions, errors, spans that came by themselves, other items, and requests that could not be read.',
      samples: one(counters.total('received')),
    },
    {
      name: 'longtail_items_stored_total',
      type: 'counter',
      help: 'Items that were stored.',
      samples: one(counters.total('stored')),
    },
    {
      name: 'longtail_items_repeated_total',
      type: 'counter',
      help: 'Items that were sent once more and are counted once.',
      samples: one(counters.total('repeated')),
    },
    {
      name: 'longtail_items_skipped_total',
      type: 'counter',
      help: 'Items of kinds that are not read.',
      samples: byReason(counters, 'skipped', 'kind'),
    },
    {
      name: 'longtail_items_refused_total',
      type: 'counter',
      help: 'Items that could not be taken.',
      samples: byReason(counters, 'refused', 'reason'),
    },
    {
      name: 'longtail_items_dropped_by_clients_total',
      type: 'counter',
      help: 'What clients report to have dropped themselves before sending.',
      samples: byReason(counters, 'dropped', 'reason'),
    },
    {
      name: 'longtail_values_filtered_total',
      type: 'counter',
      help: 'Secrets and private values that were filtered before anything was kept.',
      samples: byReason(counters, 'filtered', 'reason'),
    },
    {
      name: 'longtail_wrong_clocks_total',
      type: 'counter',
      help: 'Transactions whose time was set right, or cannot be.',
      samples: byReason(counters, 'clock', 'fault'),
    },
    {
      name: 'longtail_spans_cut_total',
      type: 'counter',
      help: 'Spans beyond what one trace may hold.',
      samples: one(counters.total('cut')),
    },
    {
      name: 'longtail_transactions',
      type: 'gauge',
      help: 'Transactions that can be read.',
      samples: one(gauges.rows),
    },
    {
      name: 'longtail_queue_bytes',
      type: 'gauge',
      help: 'Bytes that are safe on disk and wait to be written to the database.',
      samples: one(gauges.queuedBytes),
    },
    {
      name: 'process_resident_memory_bytes',
      type: 'gauge',
      help: 'Resident memory size in bytes.',
      samples: one(process.memoryUsage.rss()),
    },
    {
      name: 'process_cpu_seconds_total',
      type: 'counter',
      help: 'Total user and system CPU time spent in seconds.',
      samples: one((user + system) / 1e6),
    },
  ];
  return `${families.map(print).join('\n')}\n`;
}
