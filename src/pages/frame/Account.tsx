import type { ReactNode } from 'react';
import type { Quality, Retention } from '../../model/source.ts';
import { formatCount } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { toKeepWords } from '../../view/keep-words.ts';
import css from './IntakeAccount.module.css';

/** One line of the account; its parts are indented below it. */
export interface Entry {
  readonly label: string;
  readonly count: number;
  /** What the number says. */
  readonly help?: string;
  readonly parts?: readonly { readonly label: string; readonly count: number }[];
}

function total(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

function byReason(
  counts: readonly { readonly reason: string; readonly count: number }[],
): NonNullable<Entry['parts']> {
  return counts.map(({ reason, count }) => ({ label: reason, count }));
}

/** What became of every item that was sent: the entries add up to what was received. */
function entriesOf({ stored, repeated, skipped, refused }: Quality): readonly Entry[] {
  return [
    { label: 'Stored', count: stored },
    { label: 'Repeated', count: repeated, help: 'Sent once more, and counted once.' },
    {
      label: 'Skipped',
      count: total(skipped),
      help: 'Of kinds that Longtail does not read.',
      parts: skipped.map(({ kind, count }) => ({ label: kind, count })),
    },
    {
      label: 'Refused',
      count: total(refused),
      help: 'Could not be taken; the sender was told why.',
      parts: byReason(refused),
    },
  ];
}

/** What is counted beside the account. */
function besides(
  { droppedByClients, filtered, wrongClocks }: Quality,
  retention: Retention | null,
): readonly Entry[] {
  return [
    {
      label: 'Expired',
      count: retention?.expired ?? 0,
      help: retention === null ? '' : `Transactions that are gone: they are kept ${toKeepWords(retention)}.`,
    },
    {
      label: 'Dropped by clients',
      count: total(droppedByClients),
      help: 'What SDKs report that they dropped before sending, such as by their sample rate.',
      parts: byReason(droppedByClients),
    },
    {
      label: 'Values filtered',
      count: total(filtered),
      help: 'Secrets and private data that were taken out before anything was kept.',
      parts: byReason(filtered),
    },
    {
      label: 'Wrong clocks',
      count: total(wrongClocks),
      help: 'Transactions whose times were set right by the clock of this collector, or cannot be.',
      parts: wrongClocks.map(({ reason, count }) => ({ label: reason.replace('_', ' '), count })),
    },
  ].filter(({ count }) => count > 0);
}

export interface AccountProps {
  readonly quality: Quality;
  /** Null: nothing goes. */
  readonly retention: Retention | null;
  /** What is said besides of the rows that the page shows. */
  readonly shown?: ReactNode;
}

/** What became of every item that a collector received, and of what else is to be known of the rows. */
export function Account({ quality, retention, shown }: AccountProps): ReactNode {
  return (
    <div className={css.account}>
      <Lines entries={entriesOf(quality)} sum={{ label: 'Items received', count: quality.received }} />
      <Lines entries={besides(quality, retention)} />
      {shown}
    </div>
  );
}

/** A list of counts, with their sum below it where they add up to one. */
export function Lines({
  entries,
  sum,
}: {
  readonly entries: readonly Entry[];
  readonly sum?: Entry;
}): ReactNode {
  if (entries.length === 0) return null;
  return (
    <dl className={css.lines}>
      {entries.map((entry) => (
        <Line key={entry.label} {...entry} />
      ))}
      {sum !== undefined && <Line {...sum} isSum />}
    </dl>
  );
}

function Line({ label, count, help, parts = [], isSum }: Entry & { readonly isSum?: boolean }): ReactNode {
  return (
    <>
      <div className={css.line} data-sum={isSum === true ? true : undefined}>
        <dt>{label}</dt>
        <dd>{formatCount(count)}</dd>
        {help !== undefined && help !== '' && <dd className={css.help}>{help}</dd>}
      </div>
      {parts.map((part) => (
        <div key={part.label} className={css.line} data-part>
          <dt>{toVisibleLine(part.label, 80)}</dt>
          <dd>{formatCount(part.count)}</dd>
        </div>
      ))}
    </>
  );
}
