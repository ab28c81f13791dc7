import type { Finding } from '../../model/finding.ts';
import type { FindingGroup, Survey, SurveyQuestion } from '../../model/survey.ts';
import type { Trace } from '../../model/trace.ts';
import { criticalPath } from '../critical-path.ts';
import { findIn } from '../findings/find.ts';
import { statisticsOf } from '../statistics.ts';
import { groupAt, NONE, opAt } from '../trace.ts';
import { effectOf } from './effect.ts';
import { withExamples } from './examples.ts';

/** So many kinds of spans are named. */
const MOST_KINDS = 100;

/** Events of one transaction, all in one tree: each is a root of it, or stands below the service that called it. */
export interface Events {
  readonly trace: Trace;
  /** Who waited for an event, by its node; empty where nobody is named. */
  readonly users: ReadonlyMap<number, string>;
  readonly eventsTotal: number;
}

/** Findings of the same fingerprint as one, the costliest first. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const { fingerprint, kind, description, cost } of findings) {
    const known = groups.get(fingerprint) ?? { fingerprint, kind, description, events: 0, cost: 0 };
    groups.set(fingerprint, { ...known, events: known.events + 1, cost: known.cost + cost });
  }
  return [...groups.values()].sort((a, b) => b.cost - a.cost);
}

/** How many spans are of a kind, and how many of them took less time. */
function placeAmong(
  trace: Trace,
  { op, group, duration }: NonNullable<SurveyQuestion['like']>,
): Survey['like'] {
  let count = 0;
  let faster = 0;
  for (let node = 0; node < trace.length; node++) {
    if (groupAt(trace, node) !== group || opAt(trace, node) !== op) continue;
    count += 1;
    if ((trace.duration[node] ?? 0) < duration) faster += 1;
  }
  return { count, faster };
}

/** What is found in the events of a transaction, and where a span stands among those like it. */
export function survey(
  { trace, users, eventsTotal }: Events,
  question: Omit<SurveyQuestion, 'spans'>,
): Survey {
  const { limits, like, fix, satisfied } = question;
  const findings = findIn(trace, limits);
  return {
    events: trace.transactions.size,
    eventsTotal,
    spans: trace.length - trace.missing.size,
    findings: groupFindings(findings),
    like: like === null || like.group === '' ? null : placeAmong(trace, like),
    fix:
      fix === null
        ? null
        : effectOf(
            trace,
            findings.filter(({ fingerprint }) => fingerprint === fix.fingerprint),
            fix.fix,
            { satisfied, users },
          ),
    statistics: withExamples(
      trace,
      statisticsOf(trace, NONE, criticalPath(trace, NONE))
        .sort((a, b) => b.critical - a.critical)
        .slice(0, MOST_KINDS),
      findings,
    ),
  };
}
