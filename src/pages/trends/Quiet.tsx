import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';

export const GOOD = <CircleCheck size={16} strokeWidth={1.5} aria-hidden />;

/** That nothing changed: good news where all of it was looked at, no news where there was too little to look at. */
export function Quiet(props: {
  /** Transactions that were looked at. */
  readonly looked: number;
  /** How many did change and are ignored. */
  readonly ignored: number;
  /** What counts as a change, in words. */
  readonly bounds: string;
  /** What is said of a part of the time, where only that was looked at; null: all of it was. */
  readonly part: string | null;
  /** Opens the bounds to be changed; null where they are open. */
  readonly onTune: (() => void) | null;
}): ReactNode {
  const { looked, ignored, bounds, part, onTune } = props;
  const ofPart = part === null ? '' : ` ${part}`;
  const action =
    onTune === null
      ? {}
      : { action: <Button onClick={onTune}>{looked === 0 ? 'Tune' : 'Lower the bounds'}</Button> };
  if (looked === 0) {
    return (
      <EmptyPanel
        size="page"
        message="Too few events to tell"
        advice={`No transaction has enough of them to be looked at: ${bounds}. A longer time has more.${ofPart}`}
        {...action}
      />
    );
  }
  return (
    <EmptyPanel
      size="page"
      {...(part === null && { icon: GOOD })}
      message={`Nothing ${part !== null ? 'that is loaded ' : ignored > 0 ? 'else ' : ''}became slower or faster`}
      advice={`${changedWords(looked, ignored)}: ${bounds}.${ofPart}`}
      {...action}
    />
  );
}

function changedWords(looked: number, ignored: number): string {
  const all = `${formatCount(looked)} ${looked === 1 ? 'transaction' : 'transactions'} looked at`;
  if (ignored === 0) return `${all}, none of which changed beyond these bounds`;
  return `${all}; the ${formatCount(ignored)} that changed beyond these bounds ${ignored === 1 ? 'is' : 'are'} ignored`;
}
