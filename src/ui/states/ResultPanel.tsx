import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Problem, Result } from '../../model/result.ts';
import { AnswerPanel } from './AnswerPanel.tsx';
import type { ShownAnswer } from './AnswerPanel.tsx';
import { EmptyPanel } from './EmptyPanel.tsx';
import type { PanelSize } from './EmptyPanel.tsx';

/**
 * Draws a Result in whichever of its five states it is: loading, empty, stale, partial, failed. Figures that are
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
  const { data, problem, isStale } = answer;
  if (data?.matched === 0 && data.complete) {
    return (
      <AnswerPanel answer={answer} skeleton={skeleton} size={size}>
        {() => <Kept isHeld={isStale}>{empty}</Kept>}
      </AnswerPanel>
    );
  }
  if (data?.matched === 0 && problem === null) {
    const why = data.problems.at(-1);
    // Where nothing more is being loaded, nothing will take the skeleton's place.
    return why === undefined ? skeleton : <Unloaded why={why} size={size} />;
  }
  return (
    <AnswerPanel answer={answer} skeleton={skeleton} size={size} problems={data?.problems ?? []}>
      {children}
    </AnswerPanel>
  );
}

/** That nothing matched, in the words of the question that it answers. */
function Kept(props: { readonly isHeld: boolean; readonly children: ReactNode }): ReactNode {
  const { isHeld, children } = props;
  const [kept, setKept] = useState(children);
  if (isHeld) return kept;
  if (kept !== children) setKept(children);
  return children;
}

/** Why there is nothing, where not all that was asked for is loaded. */
function Unloaded({ why, size }: { readonly why: Problem; readonly size: PanelSize }): ReactNode {
  return (
    <EmptyPanel
      size={size}
      message="Nothing that is loaded matches"
      advice={`${why.message} ${why.advice}`.trim()}
    />
  );
}
