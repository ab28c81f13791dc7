import { evaluate } from './evaluate.ts';
import { addToIncidents } from './incident.ts';
import type { Incident } from '../model/alert-state.ts';
import { tickAt } from './measure-over-time.ts';
import type { Ticks } from '../model/alert-state.ts';
import type { AlertRule } from '../model/alert-rule.ts';
import { NEW_STATE } from '../model/alert-state.ts';
import type { AlertState } from '../model/alert-state.ts';

/** What a rule would have done. */
export interface BackTest {
  /** Oldest first; the last may be open. */
  readonly incidents: readonly Incident[];
  readonly state: AlertState;
}

/**
 * Plays the evaluations through a rule, with the reducer that runs live. Thresholds may be changed and played again
 * without measuring anew: what is measured does not depend on them.
 */
export function backTest(rule: AlertRule, ticks: Ticks): BackTest {
  let state = NEW_STATE;
  let incidents: readonly Incident[] = [];
  for (let index = 0; index < ticks.length; index++) {
    const tick = tickAt(ticks, index);
    const step = evaluate(rule, state, tick);
    ({ state } = step);
    incidents = addToIncidents(incidents, rule, tick, step.change);
  }
  return { incidents, state };
}
