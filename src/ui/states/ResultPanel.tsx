import type { ReactNode } from 'react';
import type { Result } from '../../model/result.ts';
import { AnswerPanel } from './AnswerPanel.tsx';
import type { ShownAnswer } from './AnswerPanel.tsx';
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
  if (data?.matched === 0 && problem === null && !isStale) return data.complete ? empty : skeleton;
  return (
    <AnswerPanel answer={answer} skeleton={skeleton} size={size} problems={data?.problems ?? []}>
      {children}
    </AnswerPanel>
  );
}
