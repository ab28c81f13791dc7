import type { ClockFault } from '../trace/drift.ts';

/** What a transaction's time has to do with the clock that gave it. */
export const CLOCK_WORDS: Readonly<Record<ClockFault, string>> = {
  behind: 'The clock of what sent it was behind; its time is shown as much later than it was sent.',
  ahead: 'The clock of what sent it was ahead; its time is shown as much earlier than it was sent.',
  past_timestamp: 'It is dated more than a month before it arrived; check the clock of what sent it.',
  future_timestamp: 'It is dated after it arrived; check the clock of what sent it.',
};

/** The same of a tag's value; null where there is none, or it is none of ours. */
export function clockWords(tag: string | null): string | null {
  return tag !== null && Object.hasOwn(CLOCK_WORDS, tag) ? CLOCK_WORDS[tag as ClockFault] : null;
}
