import { readHex } from '../../model/hex.ts';
import type { Finding, FindingKind } from '../../model/finding.ts';
import type { SpanExample, SpanStatistic, SurveyedSpans } from '../../model/survey.ts';
import type { Trace } from '../../model/trace.ts';
import { idAt, NONE, rowAt } from '../trace.ts';

/** Examples of each kind of spans: as many as Sentry names of a suspect span (A7). */
const MOST_EXAMPLES = 3;

/** What the spans of a kind took in one event. */
interface Sum {
  /** The one of them that took most self time. */
  longest: number;
  count: number;
  self: number;
}

/** For each kind of spans that is asked about, by `Trace.look`, what they took in each event. */
function sumsOf(trace: Trace, looks: ReadonlySet<number>): ReadonlyMap<number, ReadonlyMap<number, Sum>> {
  const sums = new Map([...looks].map((look) => [look, new Map<number, Sum>()]));
  for (let node = 0; node < trace.length; node++) {
    const events = sums.get(trace.look[node] ?? NONE);
    const event = trace.owner[node] ?? NONE;
    if (events === undefined || event === NONE) continue;
    const self = trace.self[node] ?? 0;
    const sum = events.get(event);
    if (sum === undefined) {
      events.set(event, { longest: node, count: 1, self });
      continue;
    }
    if (self > (trace.self[sum.longest] ?? 0)) sum.longest = node;
    sum.count += 1;
    sum.self += self;
  }
  return sums;
}

/** The sums with most self time, the most first, without sorting those of tens of thousands of events. */
function mostOf(sums: Iterable<Sum>): readonly Sum[] {
  let most: Sum[] = [];
  for (const sum of sums) {
    if (most.length === MOST_EXAMPLES && sum.self <= (most.at(-1)?.self ?? 0)) continue;
    most = [...most, sum].sort((one, two) => two.self - one.self).slice(0, MOST_EXAMPLES);
  }
  return most;
}

function toExample(trace: Trace, { longest, count, self }: Sum): SpanExample {
  return {
    trace: readHex(trace.table.trace, rowAt(trace, longest) * 16, 16) ?? '',
    span: idAt(trace, longest) ?? '',
    count,
    self,
  };
}

/** In how many events spans of each kind are offenders, by what was found. */
function foundIn(
  trace: Trace,
  findings: readonly Finding[],
): ReadonlyMap<number, ReadonlyMap<FindingKind, ReadonlySet<number>>> {
  const found = new Map<number, Map<FindingKind, Set<number>>>();
  for (const { kind, offenders } of findings) {
    for (const node of offenders) {
      const look = trace.look[node] ?? NONE;
      const kinds = found.get(look) ?? new Map<FindingKind, Set<number>>();
      found.set(look, kinds);
      const events = kinds.get(kind) ?? new Set();
      kinds.set(kind, events.add(trace.owner[node] ?? NONE));
    }
  }
  return found;
}

/** Names for each kind of spans the events to look at, and what was found of which it is part. */
export function withExamples(
  trace: Trace,
  statistics: readonly SpanStatistic[],
  findings: readonly Finding[],
): SurveyedSpans[] {
  const lookOf = ({ first }: SpanStatistic): number => trace.look[first] ?? NONE;
  const sums = sumsOf(trace, new Set(statistics.map(lookOf)));
  const found = foundIn(trace, findings);
  return statistics.map((statistic) => {
    const look = lookOf(statistic);
    return {
      ...statistic,
      examples: mostOf(sums.get(look)?.values() ?? []).map((sum) => toExample(trace, sum)),
      found: [...(found.get(look) ?? [])]
        .map(([kind, events]) => ({ kind, events: events.size }))
        .sort((one, two) => two.events - one.events),
    };
  });
}
