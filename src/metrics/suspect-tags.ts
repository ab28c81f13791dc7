/** A value of a tag and the rows that have it. */
export interface TaggedRows {
  readonly tag: string;
  readonly value: string;
  /** Average of the measured column. */
  readonly avg: number;
  readonly count: number;
}

/** A tag value whose rows are slower than all rows are. */
export interface SuspectTag {
  readonly tag: string;
  readonly value: string;
  readonly avg: number;
  /** Share of all rows. */
  readonly frequency: number;
  /** Its average ÷ the average of all rows. */
  readonly comparison: number;
  /** Σ(x − average of all rows): the time that its rows took more than as many others. */
  readonly lost: number;
}

/** A value is suspect from here on: Sentry's `avg > 1.005 × overall`. */
const LEAST_RATIO = 1.005;

/** Tags that name single traces or say what others say better. */
const EXCLUDED: ReadonlySet<string> = new Set([
  'trace',
  'trace.ctx',
  'trace.span',
  'project',
  'browser',
  'celery_task_id',
  'url',
]);

/** Whether the tag explorer looks at a tag. */
export function isSuspectable(tag: string): boolean {
  return !EXCLUDED.has(tag);
}

/**
 * Of each tag the value that most time was lost with, the most time first, as Sentry's tag explorer
 * (`organization_events_facets_performance.py`). `overall`: average and number of all rows.
 */
export function suspectTags(
  overall: { readonly avg: number; readonly count: number },
  rows: readonly TaggedRows[],
): SuspectTag[] {
  const byTag = new Map<string, SuspectTag>();
  for (const { tag, value, avg, count } of rows) {
    if (!isSuspectable(tag) || !(avg > LEAST_RATIO * overall.avg)) continue;
    const suspect: SuspectTag = {
      tag,
      value,
      avg,
      frequency: count / overall.count,
      comparison: avg / overall.avg,
      lost: (avg - overall.avg) * count,
    };
    const known = byTag.get(tag);
    if (known === undefined || suspect.lost > known.lost) byTag.set(tag, suspect);
  }
  return [...byTag.values()].sort((one, two) => two.lost - one.lost);
}
