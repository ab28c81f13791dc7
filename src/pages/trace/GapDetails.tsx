import type { ReactNode } from 'react';
import { childrenOf, endOf, isEntry } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { formatPercent } from '../../ui/format.ts';
import { Readings, timeReading } from './DetailParts.tsx';
import type { DetailsProps } from './Details.tsx';
import parts from './DetailParts.module.css';
import css from './Details.module.css';
import { IdList } from './IdList.tsx';
import { nameOf } from './row-words.ts';
import { lengthOf } from './time-window.ts';

interface Neighbours {
  readonly before: number | null;
  readonly after: number | null;
}

/** The children of a node that end last before a gap and start first after it. */
function neighboursOf(trace: Trace, node: number, start: number, end: number): Neighbours {
  let before: number | null = null;
  let after: number | null = null;
  for (const child of childrenOf(trace, node)) {
    if (isEntry(trace, child)) continue;
    if ((trace.start[child] ?? 0) >= end) {
      after = child;
      break;
    }
    if (
      endOf(trace, child) <= start + 0.01 &&
      (before === null || endOf(trace, child) > endOf(trace, before))
    ) {
      before = child;
    }
  }
  return { before, after };
}

/** What a gap is, what stands around it, and how it would be filled. */
export function GapDetails({ trace, row, scope, bounds, onSelect }: DetailsProps): ReactNode {
  const end = row.start + row.duration;
  const { before, after } = neighboursOf(trace, row.node, row.start, end);
  const link = (node: number): ReactNode => (
    <button type="button" className={css.more} onClick={() => onSelect(node)}>
      {nameOf(trace, node)}
    </button>
  );
  return (
    <>
      <Readings
        of={[
          timeReading('duration', row.duration),
          { label: `of ${scope}`, value: formatPercent(Math.min(1, row.duration / lengthOf(bounds))) },
          timeReading('starts after', row.start - bounds.start),
        ]}
      />
      <section className={parts.section} aria-label="Explanation">
        <p>
          In this time {link(row.node)} ran and none of its children did: it worked itself, or called
          something that sends no spans.
        </p>
        <dl className={css.around}>
          <dt>Before</dt>
          <dd>{before === null ? 'its start' : link(before)}</dd>
          <dt>After</dt>
          <dd>{after === null ? 'its end' : link(after)}</dd>
        </dl>
        <p className={css.advice}>
          To see what happens here, start a span of your own around the code between the two, or turn on the
          SDK’s integration for the library that is called there.
        </p>
      </section>
    </>
  );
}

/** What is known of a span that only its children name. */
export function MissingDetails({ trace, row, bounds }: DetailsProps): ReactNode {
  const count = trace.children[row.node] ?? 0;
  return (
    <>
      <Readings
        of={[
          timeReading('its children reach over', row.duration),
          timeReading('starts after', row.start - bounds.start),
        ]}
      />
      <section className={parts.section} aria-label="Explanation">
        <p>
          {count === 1 ? 'One span names' : `${count} spans name`} this span as parent, but it has not
          arrived. It may still come, it may have been dropped by sampling or a limit of the SDK, or the
          service that runs it sends its spans elsewhere.
        </p>
      </section>
      <IdList ids={[{ label: 'Span', id: trace.missing.get(row.node) ?? null }]} />
    </>
  );
}
