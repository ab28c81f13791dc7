import { CADENCE, LEVELS } from '../model/alert-rule.ts';
import type { AlertRule, Level } from '../model/alert-rule.ts';
import type { AlertState, Change, Step, Tick, TriggerState } from '../model/alert-state.ts';

/** How close to its own threshold a classic value must come back. */
const CLASSIC_MARGIN = 1e-6;

/** What a tick says: a number to compare, no data, or nothing at all. */
type Reading = { readonly value: number } | 'no data' | 'skip';

function readClassic(rule: AlertRule, { value, earlier }: Tick): Reading {
  const own = Number.isNaN(value) ? 0 : value;
  if (rule.earlier === null) return { value: own };
  if (Number.isNaN(earlier) || earlier === 0) return 'skip';
  return { value: (own / earlier) * 100 };
}

/** Metrics whose value is 0, and not missing, where there are no rows: that nothing came is what they measure. */
export const OF_NOTHING: ReadonlySet<string> = new Set(['count', 'throughput', 'failed']);

/** What is compared with the thresholds. */
export function readTick(rule: AlertRule, tick: Tick): Reading {
  if (rule.classic) return readClassic(rule, tick);
  const { value, rows, earlier } = tick;
  const isFew = rows < rule.least && !OF_NOTHING.has(rule.measure.metric);
  if (Number.isNaN(value) || isFew) return 'no data';
  if (rule.earlier === null) return { value };
  return Number.isNaN(earlier) || earlier === 0 ? 'no data' : { value: (value / earlier) * 100 };
}

function isBeyond(rule: AlertRule, value: number, threshold: number): boolean {
  return rule.side === 'above' ? value > threshold : value < threshold;
}

/** Whether a value is back from a threshold. An end of its own belongs to the warning, or to the only threshold there is. */
function isBack(rule: AlertRule, level: Level, value: number, threshold: number): boolean {
  const { warning, critical, resolve } = rule.thresholds;
  const isFirst = level === 'warning' || warning === null || critical === null;
  if (resolve !== null && isFirst) return rule.side === 'above' ? value < resolve : value > resolve;
  if (!rule.classic) return !isBeyond(rule, value, threshold);
  return rule.side === 'above' ? value < threshold + CLASSIC_MARGIN : value > threshold - CLASSIC_MARGIN;
}

/** One threshold, given whether it is passed and whether the value is back. */
function stepTrigger(
  trigger: TriggerState,
  isPassed: boolean,
  isOver: boolean,
  periods: number,
): TriggerState {
  let { active, fires, resolves } = trigger;
  if (isPassed && !active) {
    fires += 1;
    if (fires >= periods) [active, fires] = [true, 0];
  } else fires = 0;
  if (isOver && active) {
    resolves += 1;
    if (resolves >= periods) [active, resolves] = [false, 0];
  } else resolves = 0;
  return { active, fires, resolves };
}

function stepTriggers(rule: AlertRule, state: AlertState, reading: Reading): AlertState['triggers'] {
  const next = { ...state.triggers };
  for (const level of LEVELS) {
    const threshold = rule.thresholds[level];
    if (threshold === null) continue;
    const isBad = reading === 'no data' && rule.noData === 'alert';
    const isGood = reading === 'no data' && rule.noData === 'ok';
    const isPassed = typeof reading === 'object' ? isBeyond(rule, reading.value, threshold) : isBad;
    const isOver = typeof reading === 'object' ? isBack(rule, level, reading.value, threshold) : isGood;
    next[level] = stepTrigger(state.triggers[level], isPassed, isOver, rule.periods);
  }
  return next;
}

function levelOf(triggers: AlertState['triggers']): Level | null {
  if (triggers.critical.active) return 'critical';
  return triggers.warning.active ? 'warning' : null;
}

function kindOf(from: Level | null, level: Level | null): Change['kind'] {
  if (from === null) return 'opened';
  return level === null ? 'closed' : 'level';
}

/**
 * One evaluation of a rule: a pure reducer, the same for the preview, the page, the back-test and the collector. A
 * tick that is not later than the last one changes nothing.
 *
 * A threshold is passed after so many evaluations in a row beyond it, and left after as many back; an incident is
 * open while any is passed, and as severe as the severest. After Sentry's `SubscriptionProcessor` (August 2022), of
 * which `rule.classic` keeps what it does without data.
 */
export function evaluate(rule: AlertRule, state: AlertState, tick: Tick): Step {
  if (state.at !== null && tick.at <= state.at) return { state, change: null };
  const reading = readTick(rule, tick);
  const noData = reading === 'no data';
  if (reading === 'skip' || (noData && rule.noData === 'keep')) {
    return { state: { ...state, at: tick.at, noData }, change: null };
  }
  const triggers = stepTriggers(rule, state, reading);
  const from = state.incident?.level ?? null;
  const level = levelOf(triggers);
  const next = { ...state, at: tick.at, triggers, noData };
  if (level === from) return { state: next, change: null };
  const number = state.incident?.number ?? state.incidents + 1;
  const changes = (state.incident?.changes ?? 0) + 1;
  return {
    state: {
      ...next,
      incidents: number,
      incident: level === null ? null : { number, level, changes },
    },
    change: {
      kind: kindOf(from, level),
      incident: number,
      change: changes,
      at: tick.at,
      since: tick.at - rule.window - CADENCE * (rule.periods - 1),
      level,
      from,
      value: typeof reading === 'object' ? reading.value : Number.NaN,
      rows: tick.rows,
      because: noData ? 'no data' : 'value',
    },
  };
}

/** Ends what a rule that was changed or deleted has open, and forgets what it counted. */
export function endByChange(state: AlertState, at: number): Step {
  const triggers = {
    warning: { active: false, fires: 0, resolves: 0 },
    critical: { active: false, fires: 0, resolves: 0 },
  };
  const next: AlertState = { ...state, triggers, incident: null };
  if (state.incident === null) return { state: next, change: null };
  const { number, level, changes } = state.incident;
  return {
    state: next,
    change: {
      kind: 'closed',
      incident: number,
      change: changes + 1,
      at,
      since: at,
      level: null,
      from: level,
      value: Number.NaN,
      rows: 0,
      because: 'changed',
    },
  };
}
