import type { Problem } from './result.ts';
import type { Info } from './source.ts';
import type { EpochMs, Milliseconds } from './time.ts';

/**
 * What is tried of a source, one after the other: somebody answers, it answers this page, it speaks the contract, its rows
 * can be read, and its changes are heard.
 */
export const CHECK_STEPS = ['reached', 'allowed', 'understood', 'rows', 'changes'] as const;
export type CheckStep = (typeof CHECK_STEPS)[number];

/** One step, and how it went. */
export interface CheckedStep {
  readonly step: CheckStep;
  /** `skipped`: one before it failed, or the source has nothing of the kind. */
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Null where it was not tried. */
  readonly took: Milliseconds | null;
  /** Why it failed and what to do; null where it did not. */
  readonly problem: Problem | null;
}

/** How a source does, tried as it was asked for and without what is held of it. */
export interface SourceCheck {
  /** Where it was asked. */
  readonly address: string;
  readonly at: EpochMs;
  readonly steps: readonly CheckedStep[];
  /** What it says of itself; null where that could not be learned. */
  readonly info: Info | null;
  /** How far its clock is ahead of this computer's, give or take the time of the answer; null where it is not known. */
  readonly ahead: Milliseconds | null;
  /** Transactions that were read as a sample; null where none could be. */
  readonly sample: number | null;
}
