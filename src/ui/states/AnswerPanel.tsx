import type { ReactNode } from 'react';
import type { Problem } from '../../model/result.ts';
import type { PanelSize } from './EmptyPanel.tsx';
import { Note } from './Note.tsx';
import { ProblemPanel } from './ProblemPanel.tsx';
import css from './states.module.css';
import { useDimmed } from './use-dimmed.ts';

/** What became of a question; the hooks of `view/` give it. */
export interface ShownAnswer<T> {
  readonly data: T | undefined;
  readonly isStale: boolean;
  readonly problem: Problem | null;
  readonly retry: () => void;
}

/**
 * Draws an answer: awaited, there, of an earlier question, or failed. What is on screen stays there until there is
 * something better, dimmed where that takes a while.
 */
export function AnswerPanel<T>(props: {
  readonly answer: ShownAnswer<T>;
  /** In the size and shape of what will be drawn. */
  readonly skeleton: ReactNode;
  readonly size?: PanelSize;
  /** What the answer itself has to say of its figures; below them, and never dimmed. */
  readonly problems?: readonly Problem[];
  readonly children: (data: T) => ReactNode;
}): ReactNode {
  const { answer, skeleton, size = 'section', problems = [], children } = props;
  const { data, problem, isStale, retry } = answer;
  const veil = useDimmed(isStale, problem !== null);
  if (data === undefined) {
    return problem === null ? skeleton : <ProblemPanel problem={problem} onRetry={retry} size={size} />;
  }
  return (
    <div
      ref={veil}
      className={css.veil}
      data-stale={isStale ? true : undefined}
      data-failed={isStale && problem !== null ? true : undefined}
      aria-busy={isStale && problem === null}
    >
      <div className={css.body}>{children(data)}</div>
      {problem !== null && (
        <Note text={`These are earlier figures: ${problem.message} ${problem.advice}`} onRetry={retry} />
      )}
      {problems
        .filter(({ isSaidAbove }) => isSaidAbove !== true)
        .map(({ message, advice }) => (
          <Note key={message} text={`${message} ${advice}`} />
        ))}
    </div>
  );
}
