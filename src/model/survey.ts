import type { FindingKind, FindingLimits } from './finding.ts';
import type { Milliseconds, Range } from './time.ts';

/** What could be done about some spans: one instead of all, all at once, fewer of them, or each in half the time. */
export const FIXES = ['batch', 'parallel', 'cache', 'halve'] as const;
export type Fix = (typeof FIXES)[number];

/** Spans that are read before a survey is answered for the first time, and those that are read at all: the newest. */
export const FIRST_SURVEYED = 10_000;
export const MOST_SURVEYED = 200_000;

/** A question about the events of a transaction whose spans are held. */
export interface SurveyQuestion {
  readonly project: string;
  readonly transaction: string;
  readonly range: Range;
  /** Answered once so many spans are read, by whole events, the newest; at most `MOST_SURVEYED`. */
  readonly spans: number;
  readonly limits: FindingLimits;
  /** What a satisfying response takes at most; a user is miserable above four times that. */
  readonly satisfied: Milliseconds;
  /** A span to be placed among those like it; null where none is looked at. */
  readonly like: { readonly op: string; readonly group: string; readonly duration: Milliseconds } | null;
  /** What is imagined to be done about a finding, by its fingerprint; null where nothing is. */
  readonly fix: { readonly fingerprint: string; readonly fix: Fix } | null;
}

/** A finding in all events that have it. */
export interface FindingGroup {
  readonly fingerprint: string;
  readonly kind: FindingKind;
  readonly description: string;
  readonly events: number;
  /** Milliseconds in all of these events. */
  readonly cost: Milliseconds;
}

/** What a route would be like if a finding were fixed in all events that have it. */
export interface RouteFigures {
  readonly p50: Milliseconds;
  readonly p95: Milliseconds;
  readonly apdex: number;
  /** Users with an event above four times the threshold; NaN where no event names its user. */
  readonly miserable: number;
}

export interface FixEffect {
  /** Events that have the finding. */
  readonly events: number;
  readonly now: RouteFigures;
  readonly pessimistic: RouteFigures;
  readonly optimistic: RouteFigures;
}

/** Spans of one op and kind: how often, how long, and how much of that the end waited for. */
export interface SpanStatistic {
  readonly op: string;
  readonly description: string;
  readonly count: number;
  readonly total: Milliseconds;
  readonly self: Milliseconds;
  readonly p50: Milliseconds;
  readonly p95: Milliseconds;
  readonly max: Milliseconds;
  /** Milliseconds on the critical path. */
  readonly critical: Milliseconds;
  /** The first node of it. */
  readonly first: number;
}

/** An event with spans of a kind: of which trace it is, which of these spans took most self time, and what all of them took. */
export interface SpanExample {
  readonly trace: string;
  readonly span: string;
  readonly count: number;
  readonly self: Milliseconds;
}

/** Spans of one kind in the events of a survey. */
export interface SurveyedSpans extends SpanStatistic {
  /** Events in which they took most self time, three at most, the most first. */
  readonly examples: readonly SpanExample[];
  /** What was found of which they are part, and in how many events; the most events first. */
  readonly found: readonly { readonly kind: FindingKind; readonly events: number }[];
}

export interface Survey {
  /** Events whose spans are held, of those there are. */
  readonly events: number;
  readonly eventsTotal: number;
  readonly spans: number;
  /** The costliest first. */
  readonly findings: readonly FindingGroup[];
  /** How many spans are like the one asked about, and how many of these are faster than it. */
  readonly like: { readonly count: number; readonly faster: number } | null;
  readonly fix: FixEffect | null;
  /** By what the ends of all events waited for, the most first; at most a hundred. */
  readonly statistics: readonly SurveyedSpans[];
}
