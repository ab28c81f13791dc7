import { useMemo, useState } from 'react';
import { ruleSchema, thresholdsProblem } from '../../alerts/rule-schema.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Alerts } from '../../model/alerts.ts';
import { EVERYTHING } from '../../model/filter.ts';
import { PERCENTILE_RULE, percentileName } from '../../model/percentile.ts';
import { useParse } from '../../view/use-parse.ts';
import { useView } from '../../view/use-view.ts';
import { copyOf, draftFrom, draftOf, freshId, suggestedName } from './draft.ts';
import type { Draft } from './draft.ts';

/** A rule that is being written, and what is wrong with it. */
export interface UsedDraft {
  readonly draft: Draft;
  /** The rule as it stands, with a name and id; its search as far as it can be read. */
  readonly rule: AlertRule;
  /** Why the search cannot be taken. */
  readonly searchProblem: string | null;
  /** Why the percentile that is typed is none; the rule stays at the one before. */
  readonly percentProblem: string | null;
  readonly thresholdProblem: string | null;
  /** Why it cannot be saved; null where it can. */
  readonly problem: string | null;
  readonly setRule: (rule: AlertRule) => void;
  readonly setSearch: (text: string) => void;
  readonly setPercent: (typed: string | null) => void;
  readonly setName: (name: string) => void;
}

/** What the address says a draft begins with: a rule to change, one to copy, or what a chart shows. */
function begin(
  alerts: Alerts,
  view: ReturnType<typeof useView>['view'],
  parse: ReturnType<typeof useParse>,
): Draft {
  const find = (id: string | null): AlertRule | undefined => alerts.rules.find((rule) => rule.id === id);
  const own = find(view.alert.rule);
  if (own !== undefined) return draftFrom(own);
  const other = find(view.alert.like);
  if (other !== undefined) return copyOf(other);
  const parsed = parse(view.search);
  return draftOf(view, 'error' in parsed ? EVERYTHING : parsed.filter);
}

/** The draft of the page: begun by the address, and then only changed by whoever writes. */
export function useDraft(alerts: Alerts): UsedDraft {
  const { view } = useView();
  const parse = useParse();
  const [draft, setDraft] = useState(() => begin(alerts, view, parse));
  const parsed = useMemo(() => parse(draft.search), [parse, draft.search]);
  const searchProblem =
    'error' in parsed
      ? `${parsed.error.message} ${parsed.error.advice}`
      : parsed.having !== null
        ? 'A rule watches one metric: conditions on metrics of transactions, such as p95():>1s, cannot be part of it.'
        : null;
  const { percent } = draft;
  const percentProblem =
    percent !== null && percentileName(Number(percent)) === null ? PERCENTILE_RULE : null;
  const filter = 'error' in parsed ? null : parsed.filter;
  const name = draft.isNamed ? draft.rule.name : suggestedName(draft);
  const rule = useMemo((): AlertRule => {
    const taken = new Set([...alerts.rules.map(({ id }) => id), ...Object.keys(alerts.records)]);
    const id = draft.rule.id === '' ? freshId(name, taken) : draft.rule.id;
    return { ...draft.rule, id, name, where: filter ?? draft.rule.where };
  }, [draft.rule, name, filter, alerts]);
  const { critical, warning } = rule.thresholds;
  const isEmpty = critical === null && warning === null;
  const thresholdProblem = isEmpty ? null : thresholdsProblem(rule.thresholds, rule.side);
  const checked = ruleSchema.safeParse(rule);
  const problem =
    searchProblem ??
    percentProblem ??
    (isEmpty ? 'Set a warning or a critical threshold.' : null) ??
    thresholdProblem ??
    checked.error?.issues[0]?.message ??
    null;
  return {
    draft,
    rule,
    searchProblem,
    percentProblem,
    thresholdProblem,
    problem,
    setRule: (next) => setDraft((last) => ({ ...last, rule: next })),
    setSearch: (search) => setDraft((last) => ({ ...last, search })),
    setPercent: (typed) => setDraft((last) => ({ ...last, percent: typed })),
    setName: (next) =>
      setDraft((last) => ({ ...last, isNamed: next !== '', rule: { ...last.rule, name: next } })),
  };
}
