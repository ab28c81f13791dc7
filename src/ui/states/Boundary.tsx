import type { ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import type { FallbackProps } from 'react-error-boundary';
import type { Problem } from '../../model/result.ts';
import { PartGone } from '../part/load-part.ts';
import type { PanelSize } from './EmptyPanel.tsx';
import { ProblemPanel } from './ProblemPanel.tsx';
import { toDiagnostics } from './diagnostics.ts';
import { keepError } from './recent-errors.ts';

/** Keeps an error in drawing to the part it happened in: a widget, a page, the whole app. */
export function Boundary(props: {
  /** What failed, as the reader calls it: `This chart`. */
  readonly what: string;
  readonly size?: PanelSize;
  /** When any of these changes, it is tried again. */
  readonly resetKeys?: readonly unknown[];
  readonly children: ReactNode;
}): ReactNode {
  const { what, size = 'section', resetKeys, children } = props;
  return (
    <ErrorBoundary
      {...(resetKeys === undefined ? {} : { resetKeys: [...resetKeys] })}
      onError={(error) => keepError(what, error)}
      fallbackRender={toFallback(what, size)}
    >
      {children}
    </ErrorBoundary>
  );
}

function toFallback(what: string, size: PanelSize): (props: FallbackProps) => ReactNode {
  return ({ error, resetErrorBoundary }) => (
    <ProblemPanel
      size={size}
      details={toDiagnostics(error, what)}
      {...(error instanceof PartGone
        ? { problem: goneProblem(what), onRetry: () => location.reload(), retryLabel: 'Reload' }
        : { problem: faultProblem(what), onRetry: resetErrorBoundary })}
    />
  );
}

function goneProblem(what: string): Problem {
  return {
    kind: 'failed',
    message: `${what} could not be loaded.`,
    advice:
      'Reload the page. Its code could not be had for a while, or a newer version of Longtail was installed since it was opened.',
  };
}

function faultProblem(what: string): Problem {
  return {
    kind: 'failed',
    message: `${what} could not be drawn.`,
    advice: 'This is a fault of Longtail, not of your data. The details say where.',
  };
}
