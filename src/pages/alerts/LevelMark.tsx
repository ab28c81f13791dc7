import { BellOff, CircleCheck, CircleDashed, CirclePause, CircleX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AlertRule, Level } from '../../model/alert-rule.ts';
import type { AlertState } from '../../model/alert-state.ts';
import { isMuted } from '../../alerts/told.ts';
import type { EpochMs } from '../../model/time.ts';
import { LEVEL_WORDS } from './rule-words.ts';
import css from './alerts.module.css';

const ICON = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** How severe something is: a sign and a word. */
export function LevelMark({ level }: { readonly level: Level }): ReactNode {
  return (
    <span className={css.mark} data-look={level}>
      {level === 'critical' ? <CircleX {...ICON} /> : <TriangleAlert {...ICON} />}
      {LEVEL_WORDS[level]}
    </span>
  );
}

/** How a rule stands: a sign and a word. */
export function StateMark(props: {
  readonly rule: AlertRule;
  readonly state: AlertState | undefined;
  readonly now: EpochMs;
}): ReactNode {
  const { rule, state, now } = props;
  const muted = isMuted(rule, now) ? (
    <span className={css.muted} title="Nothing is sent while it is muted">
      <BellOff {...ICON} /> muted
    </span>
  ) : null;
  return (
    <span className={css.state}>
      <Word rule={rule} state={state} />
      {muted}
    </span>
  );
}

function Word({
  rule,
  state,
}: {
  readonly rule: AlertRule;
  readonly state: AlertState | undefined;
}): ReactNode {
  if (!rule.enabled) {
    return (
      <span className={css.mark}>
        <CirclePause {...ICON} />
        Off
      </span>
    );
  }
  if (state === undefined || state.at === null) {
    return (
      <span className={css.mark}>
        <CircleDashed {...ICON} />
        Not evaluated yet
      </span>
    );
  }
  if (state.incident !== null) return <LevelMark level={state.incident.level} />;
  if (state.noData) {
    return (
      <span className={css.mark}>
        <CircleDashed {...ICON} />
        No data
      </span>
    );
  }
  return (
    <span className={css.mark} data-look="ok">
      <CircleCheck {...ICON} />
      OK
    </span>
  );
}
