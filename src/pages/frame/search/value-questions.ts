import { isNumberColumn } from '../../../model/column.ts';
import type { Field, NumberColumn } from '../../../model/column.ts';
import { both } from '../../../model/filter.ts';
import type { Filter } from '../../../model/filter.ts';
import type { MetricName } from '../../../model/metric.ts';
import type { Query, Scope } from '../../../model/query.ts';
import { isWildcard } from '../../../model/wildcard.ts';
import { toKey } from '../../../search/key-lookup.ts';
import type { Term } from '../../../search/token.ts';

/** Values that are offered at most. */
const MOST_VALUES = 40;

/** Percentiles by which a length of time is compared. */
export const SPREAD: readonly MetricName[] = ['p50', 'p75', 'p90', 'p95', 'p99'];

/** The field whose values stand behind the key of a condition; null where nothing can be looked up. */
export function fieldOf({ kind, key, isTag }: Term): Field | null {
  if (kind !== 'condition' || key === 'has') return null;
  if (isTag) return { tag: key };
  const known = toKey(key);
  if (known.kind === 'tag') return { tag: key };
  if (known.kind === 'refused') return null;
  const { reading } = known;
  switch (reading.kind) {
    case 'text':
    case 'number':
      return reading.field;
    case 'status':
    case 'release':
      return reading.kind;
    case 'project id':
      return 'project';
    case 'version':
    case 'date':
    case 'id':
    case 'user id':
    case 'user email':
    case 'event type':
      return null;
  }
}

/** A wildcard pattern of whatever has a text in it; a text with wildcards of its own is one already. */
export function containing(text: string): string {
  if (isWildcard(text)) return text;
  // Backslashes before a star are read in pairs, those of the text's end too: a star follows them.
  const escaped = text.replace(
    /(\\*)(\*|$)/g,
    (_all, slashes: string, star: string) => slashes + slashes + (star === '' ? '' : '\\*'),
  );
  return `*${escaped}*`;
}

/** The most frequent values of a field with their rows, of those that have `typed` in them. */
export function valuesQuery(scope: Scope, field: Field, typed: string): Query {
  const isText = typeof field !== 'string' || !isNumberColumn(field);
  const like: Filter[] = typed === '' || !isText ? [] : [{ kind: 'like', field, pattern: containing(typed) }];
  return {
    ...scope,
    of: 'transactions',
    where: both(scope.where, ...like),
    by: [field],
    show: [{ metric: 'sampled_count' }],
    order: [{ show: 0, desc: true }],
    limit: MOST_VALUES,
  };
}

/** How a number spreads over the rows. */
export function spreadQuery(scope: Scope, of: NumberColumn): Query {
  return { ...scope, of: 'transactions', by: [], show: SPREAD.map((metric) => ({ metric, of })) };
}

/** How many transactions and rows a scope has. */
export function sizeQuery(scope: Scope): Query {
  return {
    ...scope,
    of: 'transactions',
    by: ['project', 'transaction'],
    show: [{ metric: 'sampled_count' }],
    limit: 0,
  };
}
