import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { IngestRequest } from '../../model/source.ts';
import { formatTime, momentParts } from '../../ui/format.ts';
import type { Zone } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import css from './Checklist.module.css';
import { describe } from './progress.ts';

/** The last requests that came to be taken in, live: who sent, and what became of it. */
export function Requests(props: {
  /** Newest first. */
  readonly requests: readonly IngestRequest[];
  readonly zone: Zone;
}): ReactNode {
  const { requests, zone } = props;
  return (
    <section className={css.box} aria-label="Last requests">
      <div className={css.head} data-done={requests.length > 0 ? true : undefined}>
        <i className={css.dot} />
        {requests.length > 0 ? 'What came last' : 'No request since the collector was started'}
      </div>
      <ol className={css.steps} aria-live="polite">
        {requests.map((request) => (
          <li
            key={`${request.at} ${request.path} ${request.client} ${request.message}`}
            className={css.step}
            data-state={request.accepted ? 'done' : 'failed'}
          >
            <span className={css.sign} aria-hidden>
              {request.accepted ? <Check size={16} strokeWidth={1.5} /> : <X size={16} strokeWidth={1.5} />}
            </span>
            <span>
              {toVisibleLine(request.message)}
              <span className="hidden"> {request.accepted ? 'taken' : 'refused'}</span>
              <small>{toVisibleLine(describe(request))}</small>
            </span>
            <span className={css.at} title={formatTime(request.at, zone)}>
              {momentParts(request.at, zone)?.time.slice(0, 8)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
