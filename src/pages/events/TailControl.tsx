import { Pause, Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import css from './events.module.css';
import type { UsedTail } from './use-tail.ts';

const WAITS = {
  reading: { words: 'Paused while you read: go on', help: 'New events wait while you read further down' },
  selected: {
    words: 'Paused while rows are selected: go on',
    help: 'New events wait so that the selected rows stay in sight; going on puts them back',
  },
} as const;

/** Whether new events come in by themselves; says why they wait. */
export function TailControl({ tail }: { readonly tail: UsedTail }): ReactNode {
  const { isOn, waits, setOn, resume } = tail;
  if (waits !== null) {
    return (
      <Button
        size="small"
        icon={<Play size={14} strokeWidth={1.5} aria-hidden />}
        title={WAITS[waits].help}
        onClick={resume}
      >
        {WAITS[waits].words}
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
