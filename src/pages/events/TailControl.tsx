import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import css from './events.module.css';
import type { UsedTail } from './use-tail.ts';

/** Whether new events come in by themselves; says that it waits while the list is scrolled. */
export function TailControl({ tail }: { readonly tail: UsedTail }): ReactNode {
  const { isOn, isPaused, setOn, resume } = tail;
  if (isPaused) {
    return (
      <Button
        size="small"
        icon={<Play size={14} strokeWidth={1.5} aria-hidden />}
        title="New events wait while you read further down"
        onClick={resume}
      >
        Paused while you read: go on
      </Button>
    );
  }
  return (
    <Button
      size="small"
      aria-pressed={isOn}
      icon={
        isOn ? <span className={css.live} aria-hidden /> : <Pause size={14} strokeWidth={1.5} aria-hidden />
      }
      title={isOn ? 'New events come in as they are received' : 'The list stands still'}
      onClick={() => setOn(!isOn)}
    >
      {isOn ? 'Live tail' : 'Live tail is off'}
    </Button>
  );
}
