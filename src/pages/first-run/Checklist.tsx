import { Check, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Info } from '../../model/source.ts';
import { SECOND } from '../../model/time.ts';
import { formatTime, momentParts } from '../../ui/format.ts';
import type { Zone } from '../../ui/format.ts';
import css from './Checklist.module.css';
import { toSteps } from './progress.ts';
import type { Step } from './progress.ts';

/** Quiet for this long, and the usual reasons are offered. */
const QUIET_S = 60;

/** Seconds since it was put on the screen. */
function useSeconds(isRunning: boolean): number {
  const [start] = useState(() => Date.now());
  const [now, setNow] = useState(start);
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, [isRunning]);
  return Math.max(0, Math.floor((now - start) / SECOND));
}

/** What is heard of the first transaction, live. */
export function Checklist(props: {
  readonly info: Info;
  /** Where it listens, such as `:4318`. */
  readonly port: string;
  readonly zone: Zone;
  /** The trace of the newest transaction; null where it names none, undefined while that is not known. */
  readonly trace: string | null | undefined;
}): ReactNode {
  const { info, port, zone, trace } = props;
  const isDone = info.rows > 0;
  const seconds = useSeconds(!isDone);
  const isQuiet = !isDone && seconds >= QUIET_S && (info.ingest?.requests.length ?? 0) === 0;
  return (
    <section className={css.box} aria-label="Connection">
      <div className={css.head} data-done={isDone ? true : undefined}>
        <i className={css.dot} />
        {isDone ? 'The first transaction is here' : 'Waiting for the first transaction'}
        {!isDone && (
          <span className={css.time} aria-hidden>
            {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
          </span>
        )}
      </div>
      <ol className={css.steps} aria-live="polite">
        {toSteps(info, port, trace).map((step) => (
          <Row key={step.title} step={step} zone={zone} />
        ))}
      </ol>
      {!isDone && <Reasons isOpen={isQuiet} dsn={info.ingest?.dsn ?? ''} />}
    </section>
  );
}

const SAID = { done: 'done', now: 'not yet', failed: 'failed', waiting: '' } as const;

function Row({ step, zone }: { readonly step: Step; readonly zone: Zone }): ReactNode {
  const { title, state, detail, at } = step;
  return (
    <li className={css.step} data-state={state}>
      <span className={css.sign} aria-hidden>
        {state === 'done' && <Check size={16} strokeWidth={1.5} />}
        {state === 'failed' && <X size={16} strokeWidth={1.5} />}
        {(state === 'now' || state === 'waiting') && <i className={css.circle} />}
      </span>
      <span>
        {title}
        <span className="hidden"> {SAID[state]}</span>
        {detail !== '' && <small>{detail}</small>}
      </span>
      <span className={css.at} title={at === null ? undefined : formatTime(at, zone)}>
        {at === null ? state === 'now' && 'not yet' : momentParts(at, zone)?.time.slice(0, 8)}
      </span>
    </li>
  );
}

function Reasons({ isOpen, dsn }: { readonly isOpen: boolean; readonly dsn: string }): ReactNode {
  const port = URL.canParse(dsn) ? new URL(dsn).port : '';
  return (
    <details className={css.foot} open={isOpen}>
      <summary>Nothing after a minute?</summary>
      <ul>
        <li>The sample rate is 0 or not set: SDKs then send errors, and no transactions.</li>
        <li>
          The service runs in a container: <code>localhost</code> is the container itself. Write{' '}
          <code>host.docker.internal{port === '' ? '' : `:${port}`}</code> and start the collector with{' '}
          <code>--host 0.0.0.0</code>.
        </li>
        <li>The page is served over HTTPS: browsers then refuse to send to plain HTTP.</li>
        <li>An ad blocker stops the browser SDK: allow this page, or try a private window.</li>
        <li>SDKs send in batches: a short script must flush before it ends.</li>
      </ul>
    </details>
  );
}
