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
      aria-label={`${name}: ${isLog ? 'linear' : 'logarithmic'} axis`}
      title={`${isLog ? 'Linear' : 'Logarithmic'} axis of durations, key l`}
      onClick={onScale}
    >
      {isLog ? 'log' : 'linear'}
    </Button>
  );
}
