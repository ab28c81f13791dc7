import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { quantileOf, sortedDurations } from '../../trace/durations.ts';
import { descriptionAt, spanAt } from '../../trace/trace.ts';
import { formatCount, formatDuration, formatPercent } from '../../ui/format.ts';
import { AttributeTable } from './AttributeTable.tsx';
import { LongText, Readings, Section, timeReading } from './DetailParts.tsx';
import type { DetailsProps } from './Details.tsx';
import parts from './DetailParts.module.css';
import css from './Details.module.css';
import { DurationDots } from './DurationDots.tsx';
import { sharedAttributes } from './member-durations.ts';
import { spanTitle, sumOf } from './row-words.ts';
import { lengthOf } from './time-window.ts';

/** The longest members that are listed; the others are one click away in the waterfall. */
const LISTED = 5;

/** What the members of a group took together, and how their durations are spread. */
export function GroupDetails({ trace, row, scope, bounds, onSelect }: DetailsProps): ReactNode {
  const { members, kind } = row;
  const sorted = useMemo(() => sortedDurations(trace, members), [trace, members]);
  const shared = useMemo(() => sharedAttributes(trace, members), [trace, members]);
  const longest = useMemo(
    () => members.toSorted((a, b) => (trace.duration[b] ?? 0) - (trace.duration[a] ?? 0)).slice(0, LISTED),
    [trace, members],
  );
  const sum = sumOf(trace, members);
  const description = descriptionAt(trace, row.node);
  return (
    <>
      <Readings
        of={[
          timeReading('in sum', sum),
          timeReading('p50', quantileOf(sorted, 0.5)),
          timeReading('max', sorted.at(-1) ?? NaN),
          {
            label: `of ${scope}`,
            value: formatPercent(sum / lengthOf(bounds)),
            title: 'Members that ran at the same time count each',
          },
        ]}
      />
      <section className={parts.section} aria-label="Explanation">
        <p className={css.advice}>
          {kind === 'siblings'
            ? `${formatCount(members.length)} spans with the same op and description, next to each other, over ${formatDuration(row.duration)}.`
            : `${formatCount(members.length)} spans of the same op, each the only child of the one before.`}
        </p>
      </section>
      {kind === 'siblings' && (
        <Section title={`${formatCount(members.length)} durations`} note="log scale">
          <DurationDots sorted={sorted} />
        </Section>
      )}
      <Section title={kind === 'chain' ? 'Hidden in it' : 'Longest'}>
        <ul className={css.members}>
          {(kind === 'chain' ? members.slice(0, 50) : longest).map((node) => {
            const span = spanAt(trace, node);
            return (
              <li key={node}>
                <button type="button" className={css.more} onClick={() => onSelect(node)}>
                  {kind === 'chain' && span
                    ? spanTitle(span)
                    : `starts after ${formatDuration((trace.start[node] ?? 0) - bounds.start)}`}
                </button>
                <span>{formatDuration(trace.duration[node] ?? NaN)}</span>
              </li>
            );
          })}
        </ul>
      </Section>
      {kind === 'siblings' && description !== '' && <LongText label="Description" text={description} />}
      <AttributeTable
        title="Attributes"
        note={`shared by all ${formatCount(members.length)}`}
        attributes={shared}
      />
    </>
  );
}
