import { useMemo } from 'react';
import type { Difference } from '../metrics/explain.ts';
import type { Field } from '../model/column.ts';
import { tagOf } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import type { Problem } from '../model/result.ts';
import { askExplanation } from './ask-explanation.ts';
import type { Explanation } from './ask-explanation.ts';
import { withoutVersus } from './compare.ts';
import type { ComparedScope } from './compare.ts';
import { OF_WHAT_IS_LOADED, useIsCut } from './use-is-cut.ts';
import { useReport } from './use-report.ts';
import { useValueActions } from './use-value-actions.ts';
import type { ValueActionMaker, ValueActions } from './use-value-actions.ts';

/** Differences that are shown at most. */
const MOST = 8;

/** A difference in words and numbers, and what can be done about its values. */
export interface ExplainedDifference extends Omit<Difference, 'conditions' | 'lnChance'> {
  readonly key: string;
  readonly names: readonly string[];
  readonly values: readonly (string | null)[];
  readonly actions: readonly ValueActions[];
  readonly chance: number;
}

export interface UsedExplanation {
  readonly shown:
    | {
        readonly selected: number;
        readonly rest: number;
        readonly attributes: number;
        readonly values: number;
        readonly cards: readonly ExplainedDifference[];
      }
    | undefined;
  /** What has to be said where nothing is found; empty where all rows were looked at. */
  readonly part: string;
  readonly isStale: boolean;
  readonly problem: Problem | null;
  readonly onRetry: () => void;
}

function toCard(
  { conditions, lnChance, ...counts }: Difference,
  fields: ReadonlyMap<string, Field>,
  make: ValueActionMaker,
): ExplainedDifference {
  const named = conditions.map(({ attribute, value }) => ({
    name: tagOf(attribute) ?? attribute,
    value,
    field: fields.get(attribute),
  }));
  return {
    ...counts,
    key: JSON.stringify(conditions),
    names: named.map(({ name }) => name),
    values: named.map(({ value }) => value),
    actions: named.flatMap(({ name, value, field }) =>
      field === undefined ? [] : [make.ofText(name, field, value)],
    ),
    chance: Math.exp(lnChance),
  };
}

function toShown(data: Explanation, make: ValueActionMaker): UsedExplanation['shown'] {
  const { sides, attributes, values, differences, fields } = data;
  return {
    ...sides,
    attributes,
    values,
    cards: differences.slice(0, MOST).map((difference) => toCard(difference, fields, make)),
  };
}

/** What the selected rows of a scope have more often than its other rows. `among`: fields to look at besides. */
export function useExplanation(
  scope: ComparedScope,
  selected: Filter,
  among: readonly Field[],
): UsedExplanation {
  const question = useMemo(
    () => ({ scope: withoutVersus(scope), selected, among }),
    [scope, selected, among],
  );
  const { data, isStale, problem, retry } = useReport('explain', question, askExplanation);
  const make = useValueActions();
  const shown = useMemo(() => (data === undefined ? undefined : toShown(data, make)), [data, make]);
  const isCut = useIsCut(data?.complete);
  return { shown, part: isCut ? OF_WHAT_IS_LOADED : '', isStale, problem, onRetry: retry };
}
