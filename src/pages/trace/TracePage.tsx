import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { TraceAnswer } from '../../model/source.ts';
import type { ErrorEvent } from '../../model/span.ts';
import { BUTTON_CLASS } from '../../ui/Button.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { DEMO_CHOICE } from '../../view/demo-choice.ts';
import { performanceLink, traceLink } from '../../view/links.ts';
import { useErrorLink } from '../../view/use-error-link.ts';
import { useTrace } from '../../view/use-trace.ts';
import { useView } from '../../view/use-view.ts';
import { DEFAULT_VIEW, DEMO } from '../../view/view.ts';
import { OpeningFile } from './OpeningFile.tsx';
import { OpenFile } from './TraceTools.tsx';
import { useTraceFiles } from './use-trace-files.ts';
import { TraceSkeleton } from './TraceSkeleton.tsx';
import { TraceStart } from './TraceStart.tsx';
import { TraceView } from './TraceView.tsx';

/** The page of one trace, in whichever state it is: asked for, arrived, unknown, failed. */
export function TracePage(): ReactNode {
  const { view } = useView();
  const traceId = view.trace?.id ?? null;
  const answer = useTrace(traceId);
  const { data, problem } = answer;
  if (traceId === null) {
    return <TraceStart ways={<WaysOn />} />;
  }
  if (data !== undefined) return <Arrived key={traceId} data={data} />;
  if (problem === null) {
    // From the page of a transaction it is known what the trace is of, before a span of it has arrived.
    const known = view.transaction?.transaction ?? null;
    return <TraceSkeleton title={known === null ? null : toVisibleLine(known, 80)} />;
  }
  const ways = (
    <>
      <ToOtherSource trace={traceId} />
      <WaysOn />
    </>
  );
  return <ProblemPanel size="page" problem={problem} onRetry={answer.retry} action={ways} />;
}

/** Where there is no trace: back, or to one that was downloaded. */
function WaysOn(): ReactNode {
  const { open, opening, cancel, problem } = useTraceFiles(null);
  return (
    <>
      <ToPerformance />
      <OpenFile onOpen={open} />
      {opening !== null && <OpeningFile name={opening} onCancel={cancel} />}
      {problem !== null && <p role="alert">{problem}</p>}
    </>
  );
}

/** The same trace in the other source: an id says nothing of where it is from. */
function ToOtherSource({ trace }: { readonly trace: string }): ReactNode {
  const { view } = useView();
  const isDemo = view.source.id === 'demo';
  if (!isDemo && DEMO_CHOICE.read() !== 'offered') return null;
  const source = isDemo ? ({ id: 'collector' } as const) : DEMO;
  return (
    <Link
      className={BUTTON_CLASS}
      data-look="plain"
      data-size="small"
      to={traceLink({ ...DEFAULT_VIEW, zone: view.zone, source }, { trace })}
    >
      Look in the {isDemo ? 'collector' : 'demo'}
    </Link>
  );
}

function ToPerformance(): ReactNode {
  const { view } = useView();
  return (
    <Link className={BUTTON_CLASS} data-look="plain" data-size="small" to={performanceLink(view)}>
      To Performance
    </Link>
  );
}

function ToError({ error }: { readonly error: ErrorEvent }): ReactNode {
  const toLink = useErrorLink();
  return (
    <Link className={BUTTON_CLASS} data-look="primary" data-size="small" to={toLink(error)}>
      Open the error
    </Link>
  );
}

function Arrived({ data }: { readonly data: TraceAnswer }): ReactNode {
  const { trace } = data;
  if (trace.length === 0) {
    return (
      <EmptyPanel
        size="page"
        message="This trace has no spans"
        advice={
          trace.looseErrors.length === 0
            ? 'They may not have arrived yet.'
            : `Only ${trace.looseErrors.length === 1 ? 'an error' : `${trace.looseErrors.length} errors`} of it arrived: ${toVisibleLine(trace.looseErrors[0]?.message ?? '')}`
        }
        action={
          <>
            {trace.looseErrors[0] !== undefined && <ToError error={trace.looseErrors[0]} />}
            <ToPerformance />
          </>
        }
      />
    );
  }
  return <TraceView trace={trace} traceId={data.traceId} problems={data.problems} />;
}
