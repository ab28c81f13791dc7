import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../model/result.ts';
import { Button } from '../Button.tsx';
import { CopyButton } from '../CopyButton.tsx';
import type { PanelSize } from './EmptyPanel.tsx';
import css from './states.module.css';

/** One sentence of cause, one action, and the details folded. */
export function ProblemPanel(props: {
  readonly problem: Problem;
  readonly onRetry?: () => void;
  /** What the action says. */
  readonly retryLabel?: string;
  /** What a bug report wants: copied, and read by few. */
  readonly details?: string;
  readonly action?: ReactNode;
  readonly size?: PanelSize;
}): ReactNode {
  const { problem, onRetry, retryLabel = 'Try again', details, action, size = 'section' } = props;
  return (
    <div className={css.panel} data-size={size} role="alert">
      <p className={css.title} data-tone="bad">
        <CircleAlert size={16} strokeWidth={1.5} aria-hidden />
        {problem.message}
      </p>
      {problem.advice !== '' && <p className={css.advice}>{problem.advice}</p>}
      {(onRetry !== undefined || details !== undefined || action !== undefined) && (
        <div className={css.actions}>
          {onRetry !== undefined && (
            <Button size="small" onClick={onRetry}>
              {retryLabel}
            </Button>
          )}
          {action}
          {details !== undefined && <CopyButton size="small" label="Copy details" text={() => details} />}
        </div>
      )}
      {details !== undefined && (
        <details className={css.details}>
          <summary>Details</summary>
          <pre>{details}</pre>
        </details>
      )}
    </div>
  );
}
