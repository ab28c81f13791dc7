import type { Level } from './alert-rule.ts';
import type { EpochMs } from './time.ts';

/** What was measured at one evaluation. */
export interface Tick {
  /** When it was evaluated. */
  readonly at: EpochMs;
  /** NaN: there is no value. */
  readonly value: number;
  /** How many rows the value is of, unweighted. */
  readonly rows: number;
  /** The value of the earlier window; NaN where there is none or the rule does not compare. */
  readonly earlier: number;
}

/** One threshold's state: whether it is passed, and for how many evaluations in a row the other has been true. */
export interface TriggerState {
  readonly active: boolean;
  readonly fires: number;
  readonly resolves: number;
}

/** An incident that is open. */
export interface OpenIncident {
  /** 1 for the first of a rule. */
  readonly number: number;
  readonly level: Level;
  /** How often it changed, its opening counted: with `number`, the name of a message about it. */
  readonly changes: number;
}

/** The state of a rule: plain JSON, so that it can be kept and gone on with. */
export interface AlertState {
  /** The last evaluation; null before the first. */
  readonly at: EpochMs | null;
  readonly triggers: Readonly<Record<Level, TriggerState>>;
  readonly incident: OpenIncident | null;
  /** Incidents so far. */
  readonly incidents: number;
  /** Whether the last evaluation had no data. */
  readonly noData: boolean;
}

const QUIET: TriggerState = { active: false, fires: 0, resolves: 0 };

/** Before the first evaluation. */
export const NEW_STATE: AlertState = {
  at: null,
  triggers: { warning: QUIET, critical: QUIET },
  incident: null,
  incidents: 0,
  noData: false,
};

/** What an evaluation changed; at most one a rule and evaluation. */
export interface Change {
  readonly kind: 'opened' | 'level' | 'closed';
  /** The incident's number, and the number of this change of it. */
  readonly incident: number;
  readonly change: number;
  /** When it was found. */
  readonly at: EpochMs;
  /** When the rows began that show it: the start of the first window that counted. */
  readonly since: EpochMs;
  /** Null once it is closed. */
  readonly level: Level | null;
  readonly from: Level | null;
  /** NaN where no data did it; of a rule that compares, in percent of the earlier value. */
  readonly value: number;
  readonly rows: number;
  /** `changed`: the rule was changed or deleted, which ends its incident. */
  readonly because: 'value' | 'no data' | 'changed';
}

/** What an evaluation makes of a state. */
export interface Step {
  readonly state: AlertState;
  readonly change: Change | null;
}

/** An incident from its beginning to its end. */
export interface Incident {
  readonly number: number;
  /** When it was found, and when the rows began that showed it. */
  readonly opened: EpochMs;
  readonly since: EpochMs;
  /** Null while it is open. */
  readonly closed: EpochMs | null;
  /** The severest it was. */
  readonly level: Level;
  /** The value farthest beyond the thresholds while it was open; NaN where no data alone opened it. */
  readonly peak: number;
  readonly changes: readonly Change[];
}

/** Evaluations one after the other: what was measured at each. */
export interface Ticks {
  readonly length: number;
  /** The first evaluation; each is one `CADENCE` after the one before. */
  readonly first: EpochMs;
  readonly value: Float64Array;
  readonly rows: Float64Array;
  readonly earlier: Float64Array;
}
