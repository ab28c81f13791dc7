import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem, Result } from '../../model/result.ts';
import type { PanelSize } from './EmptyPanel.tsx';
import { ProblemPanel } from './ProblemPanel.tsx';
import css from './states.module.css';

/** What became of a question; the hooks of `view/` give it. */
export interface ShownAnswer<T> {
  readonly data: T | undefined;
  readonly isStale: boolean;
  readonly problem: Problem | null;
  readonly retry: () => void;
}

/**
 * Draws an answer in whichever of its five states it is: loading, empty, stale, partial, failed. Figures that are
 * on screen stay there until there are better ones.
 */
export function ResultPanel(props: {
  readonly answer: ShownAnswer<Result>;
  /** In the size and shape of what will be drawn. */
  readonly skeleton: ReactNode;
  /** What is drawn when no row matched in a range that is held in full. */
  readonly empty: ReactNode;
  readonly size?: PanelSize;
  readonly children: (result: Result) => ReactNode;
}): ReactNode {
  const { answer, skeleton, empty, size = 'section', children } = props;
  const { data, problem, isStale, retry } = answer;
  if (data === undefined) {
    return problem === null ? skeleton : <ProblemPanel problem={problem} onRetry={retry} size={size} />;
  }
  if (data.matched === 0 && problem === null && !isStale) return data.complete ? empty : skeleton;
  return (
    <div
      className={css.veil}
      data-stale={isStale ? true : undefined}
      data-failed={isStale && problem !== null ? true : undefined}
      aria-busy={isStale && problem === null}
    >
      <div className={css.body}>{children(data)}</div>
      {problem !== null && (
        <Note text={`These are earlier figures: ${problem.message} ${problem.advice}`} onRetry={retry} />
      )}
      {data.problems.map(({ message, advice }) => (
        <Note key={message} text={`${message} ${advice}`} />
      ))}
    </div>
  );
}

/** An amber line below figures that are less than they seem. */
export function Note({ text, onRetry }: { readonly text: string; readonly onRetry?: () => void }): ReactNode {
  return (
    <p className={css.note} role="status">
      <TriangleAlert size={14} strokeWidth={1.5} aria-hidden />
      <span>{text.trim()}</span>
      {onRetry !== undefined && (
        <button type="button" onClick={onRetry}>
          Retry
        </button>
      )}
    </p>
  );
}
