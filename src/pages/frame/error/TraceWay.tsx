import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ErrorEvent } from '../../../model/span.ts';
import type { Trace } from '../../../model/trace.ts';
import { formatDuration } from '../../../ui/format.ts';
import { traceLink } from '../../../view/links.ts';
import { useTrace } from '../../../view/use-trace.ts';
import { useView } from '../../../view/use-view.ts';
import css from './error.module.css';

/** The node of a trace in which an error was reported; −1 where none is known. */
function nodeOf(trace: Trace, eventId: string): number {
  for (const [node, errors] of trace.errors) {
    if (errors.some((error) => error.eventId === eventId)) return node;
  }
  return -1;
}

/** The way from an error to its trace, at the span it was reported in; or why there is none. */
export function TraceWay({ error }: { readonly error: ErrorEvent }): ReactNode {
  const { view } = useView();
  const { traceId, spanId, eventId } = error;
  const { data, problem } = useTrace(traceId);
  if (traceId === null) return <span className={css.none}>no trace: its sender named none</span>;
  const node = data === undefined ? -1 : nodeOf(data.trace, eventId);
  const owner = data?.trace.owner[node] ?? -1;
  const transaction = data?.trace.transactions.get(owner);
  return (
    <>
      <Link to={traceLink(view, { trace: traceId, span: node < 0 ? null : spanId })}>
        <code>{traceId.slice(0, 16)}…</code>
      </Link>{' '}
      <span className={css.none}>
        {transaction !== undefined
          ? `its transaction took ${formatDuration(transaction.duration)}`
          : data !== undefined
            ? 'its transaction was not sent, or has expired'
            : problem !== null && 'the trace could not be read'}
      </span>
    </>
  );
}
