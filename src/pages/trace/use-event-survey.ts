import { useState } from 'react';
import type { Finding, FindingLimits } from '../../model/finding.ts';
import { MOST_SURVEYED } from '../../model/survey.ts';
import type { Fix, Survey } from '../../model/survey.ts';
import type { Trace } from '../../model/trace.ts';
import type { Row } from '../../trace/row-list.ts';
import { groupAt, NONE, opAt } from '../../trace/trace.ts';
import { resolveRange } from '../../view/range.ts';
import { thresholdOf } from '../../view/threshold-of.ts';
import { useSettings } from '../../view/use-settings.ts';
import { useSurvey } from '../../view/use-survey.ts';
import { useView } from '../../view/use-view.ts';

/** What the other events of the selected span's transaction say of it. */
export interface EventSurvey {
  /** Whether there is a transaction that could have other events. */
  readonly isPossible: boolean;
  readonly isOn: boolean;
  readonly turnOn: () => void;
  readonly survey: Survey | null;
  /** Whether that is of the newest few events, and one of more is on its way. */
  readonly isReading: boolean;
  /** Why there is none. */
  readonly problem: string | null;
}

interface Asked {
  readonly trace: Trace;
  /** The node whose transaction it is about. */
  readonly node: number;
  readonly row: Row | undefined;
  readonly finding: Finding | null;
  readonly fix: Fix | null;
  readonly limits: FindingLimits;
}

/** Asked for by the reader: the spans of a transaction's events are many, and take their time. */
export function useEventSurvey({ trace, node, row, finding, fix, limits }: Asked): EventSurvey {
  const { view } = useView();
  const { settings } = useSettings();
  const [isOn, setOn] = useState(false);
  // A range that goes with the time stays where it was when the page was opened.
  const [now] = useState(Date.now);
  const transaction = trace.transactions.get(trace.owner[node] ?? NONE);
  const isSpan = row !== undefined && (row.kind === 'span' || row.kind === 'siblings');
  const answer = useSurvey(
    isOn && transaction !== undefined
      ? {
          project: transaction.project,
          transaction: transaction.transaction,
          range: resolveRange(view.range, now),
          limits,
          satisfied: thresholdOf(transaction, settings?.thresholds).ms,
          like: isSpan
            ? {
                op: opAt(trace, row.node),
                group: groupAt(trace, row.node),
                duration: trace.duration[row.node] ?? 0,
              }
            : null,
          fix: finding === null || fix === null ? null : { fingerprint: finding.fingerprint, fix },
        }
      : null,
  );
  return {
    isPossible: transaction !== undefined,
    isOn,
    turnOn: () => setOn(true),
    survey: answer.data ?? null,
    isReading: answer.isPending && answer.asked !== undefined && answer.asked.spans < MOST_SURVEYED,
    problem: answer.problem === null ? null : `${answer.problem.message} ${answer.problem.advice}`.trim(),
  };
}
