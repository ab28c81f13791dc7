import { NEW_RULE } from '../../model/alert-rule.ts';
import { isAlertMetric } from '../../model/alert-rule.ts';
import type { AlertRule, Measure } from '../../model/alert-rule.ts';
import { both } from '../../model/filter.ts';
import type { Filter } from '../../model/filter.ts';
import { print } from '../../search/print.ts';
import { widgetWords } from '../../view/metric-words.ts';
import { transactionFilter } from '../../view/use-transaction-scope.ts';
import type { View, Widget } from '../../view/view.ts';
import { percentBesideMenu } from './menu-measures.ts';
import { valueWords } from './rule-words.ts';

/** A rule that is being written. */
export interface Draft {
  readonly rule: AlertRule;
  /** Which rows count besides, as it is written. */
  readonly search: string;
  /** Of a percentile that the menu does not have, the number as it is typed; null where the menu's choice stands. */
  readonly percent: string | null;
  /** Whether somebody has given it a name; until then it is named by what it watches. */
  readonly isNamed: boolean;
}

/** What of a chart's metric a rule can watch; null where it can't. */
export function toMeasure({ metric, of }: Widget): Measure | null {
  if (!isAlertMetric(metric)) return null;
  return of === undefined || of === 'duration' ? { metric } : { metric, of };
}

/** Of these metrics, less is bad. */
function badSide({ metric }: Measure): AlertRule['side'] {
  return metric === 'apdex' || metric === 'throughput' || metric === 'count' ? 'below' : 'above';
}

/** A rule that begins with what a view shows. `search` is what its search text stands for. */
export function draftOf(view: View, search: Filter): Draft {
  const { projects, transaction, environments, alert } = view;
  const measure = alert.measure === null ? NEW_RULE.measure : (toMeasure(alert.measure) ?? NEW_RULE.measure);
  const where = both(
    ...(projects.length === 0 ? [] : [{ kind: 'in', field: 'project', values: projects } as const]),
    ...(transaction === null ? [] : [transactionFilter(transaction)]),
    search,
  );
  return {
    rule: { ...NEW_RULE, measure, side: badSide(measure), environments, where },
    search: print(where),
    percent: percentBesideMenu(measure),
    isNamed: false,
  };
}

/** A rule that is there already, to be changed. */
export function draftFrom(rule: AlertRule): Draft {
  return { rule, search: print(rule.where), percent: percentBesideMenu(rule.measure), isNamed: true };
}

/** A rule that begins as a copy: with a name and id of its own, to be told to the same. */
export function copyOf(rule: AlertRule): Draft {
  const draft = draftFrom(rule);
  return { ...draft, rule: { ...rule, id: '', name: `${rule.name} (copy)`, mutedUntil: null } };
}

/** What a rule is called by what it watches: `p95 duration above 3.50 s in production`. */
export function suggestedName({ rule, search }: Draft): string {
  const { measure, thresholds, side, environments } = rule;
  const first = thresholds.warning ?? thresholds.critical;
  const bound = first === null ? '' : ` ${side} ${valueWords(rule, first).replaceAll('\u202f', ' ')}`;
  const of = search === '' ? '' : ` of ${search.replace(/^transaction:/, '')}`;
  const where = environments.length === 0 ? '' : ` in ${environments.map((one) => one ?? 'none').join(', ')}`;
  return `${widgetWords(measure)}${of}${bound}${where}`.slice(0, 200);
}

/** An id made of a name, that no rule has or had: what a rule that is gone has left must not become another's. */
export function freshId(name: string, taken: ReadonlySet<string>): string {
  const words = name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 48);
  const base = words === '' ? 'alert' : words;
  if (!taken.has(base)) return base;
  for (let number = 2; ; number += 1) {
    if (!taken.has(`${base}-${number}`)) return `${base}-${number}`;
  }
}
