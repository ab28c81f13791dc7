import { measureOverTime } from '../alerts/measure-over-time.ts';
import { sampleList } from '../alerts/question.ts';
import { toSamples } from '../alerts/samples.ts';
import type { MeasureQuestion, Measured } from '../model/alerts.ts';
import type { List } from '../model/query.ts';
import type { Result } from '../model/result.ts';

/** Rows of a back-test at most: more than a tab holds. */
const MOST_ROWS = 10_000_000;

/** The rows that the measuring of a rule needs. */
export function measuredRows({ rule, range, delay }: MeasureQuestion): List {
  return sampleList(rule, range, delay, MOST_ROWS);
}

/** What a rule would have measured, of the answer to `measuredRows`. */
export function toMeasured({ rule, range, delay, thresholds }: MeasureQuestion, answer: Result): Measured {
  const samples = toSamples(rule, answer, thresholds);
  const { complete, covered, problems, length: rows } = answer;
  const span = { from: range.start, to: range.end };
  return { ticks: measureOverTime(rule, samples, span, delay), rows, complete, covered, problems };
}
