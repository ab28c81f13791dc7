import { measureOverTime } from '../alerts/measure-over-time.ts';
import { sampleList } from '../alerts/question.ts';
import { toSamples } from '../alerts/samples.ts';
import { suggestThresholds } from '../alerts/suggest.ts';
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
export function toMeasured(question: MeasureQuestion, answer: Result): Measured {
  const { rule, range, delay, thresholds, suggest } = question;
  const samples = toSamples(rule, answer, thresholds);
  const { complete, covered, problems, length: rows } = answer;
  const span = { from: range.start, to: range.end };
  const ticks = measureOverTime(rule, samples, span, delay);
  // Of a part of the time, a threshold would fire too seldom.
  const suggestion = suggest === null || !complete ? null : suggestThresholds(suggest, ticks);
  return { ticks, suggestion, rows, complete, covered, problems };
}
