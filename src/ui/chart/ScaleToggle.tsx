import type { ReactNode } from 'react';
import { Button } from '../Button.tsx';

/** Gives durations a logarithmic axis, and a linear one again. */
export function ScaleToggle(props: {
  readonly name: string;
  readonly isLog: boolean;
  readonly onScale: () => void;
}): ReactNode {
  const { name, isLog, onScale } = props;
  return (
    <Button
      look="ghost"
      size="small"
      // Its word is in its name: who speaks to the page says what is seen (WCAG 2.5.3).
      aria-label={`${name}: ${isLog ? 'log axis, make it linear' : 'linear axis, make it log'}`}
      title={`${isLog ? 'Linear' : 'Logarithmic'} axis of durations, key l`}
      onClick={onScale}
    >
      {isLog ? 'log' : 'linear'}
    </Button>
  );
}
