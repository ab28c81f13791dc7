import type { Steps } from '../engine/steps.ts';
import { measureOverTime } from '../alerts/measure-over-time.ts';
import { sampleList } from '../alerts/question.ts';
import { toSamples } from '../alerts/samples.ts';
import type { Samples } from '../alerts/samples.ts';
import { suggestThresholds } from '../alerts/suggest.ts';
import { withFormer } from '../alerts/versions.ts';
import type { MeasureQuestion, Measured } from '../model/alerts.ts';
import type { List } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { FormerRows } from './former-rows.ts';

/** Rows of a back-test at most: more than a tab holds. */
const MOST_ROWS = 10_000_000;

/** The rows that the measuring of a rule needs. */
export function measuredRows({ rule, range, delay }: MeasureQuestion): List {
  return sampleList(rule, range, delay, MOST_ROWS);
}

function rowsOf({ columns, length }: Result): Float64Array {
  const column = columns.find(({ name }) => name === 'row');
  return column?.kind === 'number' ? column.values : new Float64Array(length);
}

function samplesOf(question: MeasureQuestion, answer: Result, former: FormerRows | null): Samples {
  const { rule, thresholds } = question;
  const current = toSamples(rule, answer, thresholds);
  if (former === null || former.versions.length === 0) return current;
  const ended = former.list(measuredRows(question));
  const seen = Array.from(rowsOf(ended)).flatMap((place) => former.versions[place] ?? []);
  return withFormer(current, rowsOf(answer), toSamples(rule, ended, thresholds), seen, former.versions);
}

/** What a rule would have measured, of the answer to `measuredRows` and of what its rows were before they changed, in steps. */
export function* toMeasured(
  question: MeasureQuestion,
  answer: Result,
  former: FormerRows | null = null,
): Steps<Measured> {
  const { rule, range, delay, suggest } = question;
  const samples = samplesOf(question, answer, former);
  yield;
  const { complete, covered, problems, length: rows } = answer;
  const span = { from: range.start, to: range.end };
  const ticks = yield* measureOverTime(rule, samples, span, delay);
  // Of a part of the time, a threshold would fire too seldom.
  const suggestion = suggest === null || !complete ? null : suggestThresholds(suggest, ticks);
  return { ticks, suggestion, rows, complete, covered, problems };
}
