import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { EVERYTHING } from '../../model/filter.ts';
import type { List } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import { DAY, SECOND } from '../../model/time.ts';
import { BUTTON_CLASS, Button } from '../../ui/Button.tsx';
import { formatDuration } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { performanceLink, traceLink } from '../../view/links.ts';
import { useTellHeader } from '../../view/page-header.tsx';
import { useTick } from '../../view/tick-context.tsx';
import { useList } from '../../view/use-ask.ts';
import { useInfo } from '../../view/use-info.ts';
import { useView } from '../../view/use-view.ts';
import { DEFAULT_VIEW, DEMO, DEMO_ROWS } from '../../view/view.ts';
import { Checklist } from './Checklist.tsx';
import { ConnectDoor, StartDoor } from './ConnectDoor.tsx';
import { DemoDoor } from './DemoDoor.tsx';
import { EmptyPlot } from './EmptyPlot.tsx';
import css from './FirstRunPage.module.css';

/** The newest transactions, with what a link to their trace needs. */
interface Arrival {
  readonly transaction: string;
  readonly at: number;
  readonly duration: number;
  readonly trace: string | null;
  readonly span: string | null;
}

function toArrivals(result: Result | undefined): Arrival[] {
  if (result === undefined) return [];
  const text = (name: string, i: number): string | null => {
    const column = result.columns.find((column) => column.name === name);
    return column?.kind === 'text' ? (column.values[i] ?? null) : null;
  };
  const number = (name: string, i: number): number => {
    const column = result.columns.find((column) => column.name === name);
    return column?.kind === 'number' ? (column.values[i] ?? NaN) : NaN;
  };
  return Array.from({ length: result.length }, (_, i) => ({
    transaction: text('transaction', i) ?? '(no name)',
    at: number('timestamp', i),
    duration: number('duration', i),
    trace: text('trace', i),
    span: text('span', i),
  }));
}

/**
 * What a new collector shows, and what stands where there is none: a demo to look around in, and how to send data
 * of one's own, with what the collector hears of it.
 */
export function FirstRunPage({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { view } = useView();
  const { now } = useTick();
  const { info, problem, retry } = useInfo(SECOND);
  const hasRows = info !== undefined && info.rows > 0;
  const newest = useMemo((): List | null => {
    if (!hasRows) return null;
    return {
      of: 'transactions',
      range: { start: now - DAY, end: now + DAY },
      where: EVERYTHING,
      fields: ['transaction', 'timestamp', 'duration', 'trace', 'span'],
      order: { field: 'timestamp', desc: true },
      limit: 50,
    };
  }, [hasRows, now]);
  const arrivals = toArrivals(useList(newest).data);
  useTellHeader(hasRows ? 'The first transaction' : 'Waiting for the first transaction');

  const ingest = info?.ingest ?? null;
  const address = ingest !== null && URL.canParse(ingest.otlp) ? new URL(ingest.otlp) : null;
  const port = address === null ? '' : address.port === '' ? address.host : `:${address.port}`;
  return (
    <div className={css.page}>
      <EmptyPlot points={arrivals} zone={view.zone}>
        <Heading arrivals={arrivals} hasRows={hasRows} onDone={onDone} isReached={info !== undefined} />
      </EmptyPlot>
      <div className={css.doors}>
        <section className={css.door} aria-labelledby="door-demo">
          <h2 id="door-demo">Look around first</h2>
          <p>Nothing to install, nothing leaves this browser.</p>
          <DemoDoor
            to={performanceLink({ ...DEFAULT_VIEW, zone: view.zone, source: DEMO })}
            rows={DEMO_ROWS}
          />
        </section>
        <section className={css.door} aria-labelledby="door-connect">
          <h2 id="door-connect">Send your own</h2>
          {info === undefined && problem !== null && <StartDoor problem={problem} onRetry={retry} />}
          {info !== undefined && ingest !== null && (
            <>
              <p>Any Sentry SDK or OpenTelemetry exporter. The address is filled in already.</p>
              <ConnectDoor ingest={ingest}>
                <Checklist info={info} port={port} zone={view.zone} trace={arrivals[0]?.trace} />
              </ConnectDoor>
            </>
          )}
          {info !== undefined && ingest === null && (
            <EmptyPanel
              message="This source takes no data"
              advice={`“${info.name}” serves what it has, and offers no address to send to.`}
            />
          )}
        </section>
      </div>
    </div>
  );
}

function Heading(props: {
  readonly arrivals: readonly Arrival[];
  readonly hasRows: boolean;
  readonly isReached: boolean;
  readonly onDone: () => void;
}): ReactNode {
  const { arrivals, hasRows, isReached, onDone } = props;
  const { view } = useView();
  if (!hasRows) {
    return (
      <>
        <h1>No transactions yet</h1>
        <p>
          {isReached ? 'The first one is drawn here, the moment it arrives.' : 'No collector answers here.'}
        </p>
      </>
    );
  }
  const [first] = arrivals;
  return (
    <>
      <h1>The first transaction is here</h1>
      <p>{first === undefined ? ' ' : `${first.transaction}, ${formatDuration(first.duration)}`}</p>
      <div>
        <Button look="primary" onClick={onDone}>
          Open the dashboard
        </Button>
        {first !== undefined && first.trace !== null && (
          <Link
            className={BUTTON_CLASS}
            to={traceLink(view, { trace: first.trace, span: first.span })}
            onClick={onDone}
          >
            Open its trace
          </Link>
        )}
      </div>
    </>
  );
}
