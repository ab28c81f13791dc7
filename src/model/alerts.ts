import type { Channel, ChannelKind } from './alert-channel.ts';
import type { AlertRule } from './alert-rule.ts';
import type { AlertState, Incident, Ticks } from './alert-state.ts';
import type { Thresholds } from './metric.ts';
import type { Problem } from './result.ts';
import type { EpochMs, Milliseconds, Range } from './time.ts';

/** A rule as it was from a moment on. */
export interface RuleEdit {
  readonly at: EpochMs;
  readonly rule: AlertRule;
}

/** How a rule stands, with what came before. */
export interface RuleRecord {
  readonly state: AlertState;
  /** Oldest first. */
  readonly incidents: readonly Incident[];
  /** Oldest first; the last is the rule as it is. */
  readonly edits: readonly RuleEdit[];
}

/** What became of a try to deliver a message. */
export interface Delivery {
  readonly at: EpochMs;
  readonly channel: string;
  /** `rule:incident:change`, the same for every try. */
  readonly key: string;
  readonly title: string;
  /** What the message says. */
  readonly text: string;
  readonly outcome: 'delivered' | 'failed' | 'given up' | 'muted';
  /** What the other side answered, or why it failed. */
  readonly detail: string;
  readonly tries: number;
}

/** A message that is still to be delivered. */
export interface WaitingMessage {
  readonly key: string;
  readonly title: string;
  readonly channel: string;
  /** Tries so far, and when the next is due. */
  readonly tries: number;
  readonly due: EpochMs;
}

/** How everything about alerts stands. */
export interface Alerts {
  /**
   * Who evaluates the rules: the source, every minute, also when no page is open; or the page, as long as it is open
   * (`sources/page-alerts`).
   */
  readonly runs: 'source' | 'page';
  /** The kinds of channels that can be delivered to. */
  readonly kinds: readonly ChannelKind[];
  /** How long rows are waited for before a minute counts as over. */
  readonly delay: Milliseconds;
  readonly rules: readonly AlertRule[];
  readonly channels: readonly Channel[];
  /** By the id of a rule; those of rules that are gone stay. */
  readonly records: Readonly<Record<string, RuleRecord>>;
  readonly waiting: readonly WaitingMessage[];
  /** Oldest first. */
  readonly deliveries: readonly Delivery[];
  readonly problems: readonly Problem[];
}

/** What a rule would have measured: asked for a back-test. */
export interface MeasureQuestion {
  /** Of it, thresholds, actions and what else decides only about values play no part. */
  readonly rule: Pick<AlertRule, 'measure' | 'where' | 'environments' | 'window' | 'earlier'>;
  /** Evaluations at every full minute of it, both ends included. */
  readonly range: Range;
  readonly delay: Milliseconds;
  readonly thresholds: Thresholds;
  /** Suggests thresholds for this rule as well, by how it counts; null: none. */
  readonly suggest: AlertRule | null;
}

/** A threshold, and how often it would have fired. */
export interface SuggestedThreshold {
  readonly threshold: number;
  readonly fires: number;
}

export interface Suggestion {
  readonly warning: SuggestedThreshold;
  readonly critical: SuggestedThreshold;
}

export interface Measured {
  readonly ticks: Ticks;
  /** Null where none was asked for, or none suits. */
  readonly suggestion: Suggestion | null;
  /** Transactions that were counted. */
  readonly rows: number;
  /** Whether all that was asked had been loaded. */
  readonly complete: boolean;
  /** The parts that had been. */
  readonly covered: readonly Range[];
  readonly problems: readonly Problem[];
}

/** What a Source knows and does of alerts. */
export interface AlertSource {
  /** How alerts stand; where the page evaluates the rules, up to this minute. */
  readAlerts(signal?: AbortSignal): Promise<Alerts>;
  /** Puts rules in the place of all; `before` as for settings. */
  writeRules(
    rules: readonly AlertRule[],
    before: readonly AlertRule[] | null,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Puts channels in the place of all. A secret that is sent back as it came stays as it is. */
  writeChannels(channels: readonly Channel[], signal?: AbortSignal): Promise<void>;
  /** Sends a test to a channel that is kept, and answers what the other side said. */
  testChannel(name: string, signal?: AbortSignal): Promise<string>;
  /** What a rule would have measured, minute by minute, of what is held; as `ask`, what is missing is loaded. */
  measure(question: MeasureQuestion, signal?: AbortSignal): Promise<Measured>;
}
