import { Pause, Play, RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../Button.tsx';
import { SingleChoiceList } from './ChoiceList.tsx';
import type { Choice } from './ChoiceList.tsx';
import css from './Freshness.module.css';
import { Segment } from './Segment.tsx';

export interface FreshnessProps {
  /** How old what is on screen is: `12 s ago`. */
  readonly age: string;
  /** What the dot says in words: `live`, `paused`. */
  readonly state: string;
  readonly tone: 'good' | 'quiet' | 'bad';
  readonly choices: readonly Choice[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  /** Whether the age is shown beside the dot, or only told. */
  readonly isAgeShown: boolean;
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
  readonly onRefresh: () => void;
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined;
}

/** How old the page is, how often it is asked again, and a way to let it stand still. */
export function Freshness(props: FreshnessProps): ReactNode {
  const { age, state, tone, isAgeShown, isPaused, onPause, onOpenChange } = props;
  const words = `Updated ${age}, ${state}`;
  return (
    <>
      <Segment
        label={words}
        value={isAgeShown ? age.replace(/^just | ago$/, '') : ''}
        isLabelShown={false}
        icon={<i className={css.dot} data-tone={tone} />}
        width={220}
        hasArrow={false}
        onOpenChange={onOpenChange}
      >
        {(close) => <RefreshPanel {...props} onDone={close} />}
      </Segment>
      <IconButton
        size="small"
        label={isPaused ? 'Go on' : 'Pause'}
        icon={isPaused ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
        onClick={() => onPause(!isPaused)}
      />
    </>
  );
}

/** The same where it stands open, as in a sheet. */
export function RefreshPanel(props: FreshnessProps & { readonly onDone?: () => void }): ReactNode {
  const { age, state, choices, chosen, onChoose, isPaused, onPause, onRefresh, onDone } = props;
  return (
    <>
      <p className={css.said}>
        Updated {age}, {state}
      </p>
      <SingleChoiceList
        name="Refresh"
        choices={choices}
        chosen={chosen}
        onChoose={(id) => {
          onChoose(id);
          onDone?.();
        }}
      />
      <div className={css.acts}>
        <Button
          size="small"
          icon={<RefreshCw size={14} strokeWidth={1.5} aria-hidden />}
          onClick={() => {
            onRefresh();
            onDone?.();
          }}
        >
          Refresh now
        </Button>
        <Button size="small" look="ghost" onClick={() => onPause(!isPaused)}>
          {isPaused ? 'Go on' : 'Pause'}
        </Button>
      </div>
    </>
  );
}
