import { useMemo } from 'react';
import { backTest } from '../../alerts/back-test.ts';
import type { BackTest } from '../../alerts/back-test.ts';
import { CADENCE, DEFAULT_DELAY } from '../../model/alert-rule.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Ticks } from '../../model/alert-state.ts';
import type { MeasureQuestion, Suggestion } from '../../model/alerts.ts';
import { DEFAULT_THRESHOLDS } from '../../model/metric.ts';
import type { Range } from '../../model/time.ts';
import { resolveRange } from '../../view/range.ts';
import { useTick } from '../../view/tick-context.tsx';
import { useMeasured } from '../../view/use-measured.ts';
import { useSettings } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import { loadedTicks } from './loaded-ticks.ts';

const NO_THRESHOLDS: AlertRule['thresholds'] = { critical: null, warning: null, resolve: null };

/** What a rule would have done over the view's range. */
export interface Preview {
  /** The minutes that were evaluated, as a chart's range. */
  readonly range: Range;
  readonly ticks: Ticks;
  readonly tested: BackTest;
  /** Transactions that were counted. */
  readonly rows: number;
  /** Whether all of the range was loaded. */
  readonly complete: boolean;
  /** What has to be said about what is missing. */
  readonly problem: string | null;
  readonly suggestion: Suggestion | null;
}

/** What a rule measures in the view's range; a moment on its thresholds, for which nothing is asked anew. */
export function useQuestion(
  rule: AlertRule | null,
  delay: number,
  isSuggesting: boolean,
): MeasureQuestion | null {
  const { range: asked } = useView().view;
  const { now } = useTick();
  const { settings } = useSettings();
  const thresholds = settings?.thresholds ?? DEFAULT_THRESHOLDS;
  const { start, end } = resolveRange(asked, now);
  const from = Math.ceil(start / CADENCE) * CADENCE;
  const to = Math.floor(end / CADENCE) * CADENCE;
  return useMemo(() => {
    if (rule === null) return null;
    const { measure, where, environments, window, earlier } = rule;
    return {
      rule: { measure, where, environments, window, earlier },
      range: { start: from, end: to },
      delay,
      thresholds,
      suggest: isSuggesting
        ? { ...rule, id: '', name: '', owner: '', thresholds: NO_THRESHOLDS, actions: [], mutedUntil: null }
        : null,
    };
  }, [rule, from, to, delay, thresholds, isSuggesting]);
}

/** Plays a rule over what is loaded of the view's range. Undefined until there is something to play. */
export function usePreview(
  rule: AlertRule | null,
  delay: number = DEFAULT_DELAY,
  isSuggesting = false,
): { readonly preview: Preview | undefined; readonly isPending: boolean } {
  const { data, asked, isPending } = useMeasured(useQuestion(rule, delay, isSuggesting));
  const ticks = useMemo(
    () => (data === undefined || asked === undefined ? undefined : loadedTicks(asked, data)),
    [data, asked],
  );
  const tested = useMemo(
    () => (ticks === undefined || rule === null ? undefined : backTest(rule, ticks)),
    [rule, ticks],
  );
  const preview = useMemo((): Preview | undefined => {
    if (data === undefined || asked === undefined || ticks === undefined || tested === undefined) {
      return undefined;
    }
    const [problem] = data.problems;
    return {
      range: asked.range,
      ticks,
      tested,
      rows: data.rows,
      complete: data.complete,
      problem: problem === undefined ? null : `${problem.message} ${problem.advice}`.trim(),
      suggestion: data.suggestion,
    };
  }, [data, asked, ticks, tested]);
  return { preview, isPending };
}
