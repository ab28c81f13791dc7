import { isNumberColumn, nameOf } from '../../../src/model/column.ts';
import type { Filter } from '../../../src/model/filter.ts';
import { toMatcher } from '../../../src/model/wildcard.ts';
import type { BenchText, Dictionaries } from '../bench-data.ts';
import { storedAs } from './layout.ts';

/** The codes as the cheapest condition: one, a stretch, or a list. Absent values are in none of them. */
function inCodes(column: string, codes: readonly number[]): string {
  const [first] = codes;
  const last = codes.at(-1);
  if (first === undefined || last === undefined) return 'false';
  if (codes.length === 1) return `${column} = ${first}`;
  const isStretch = last - first + 1 === codes.length;
  return isStretch ? `${column} BETWEEN ${first} AND ${last}` : `${column} IN (${codes.join(', ')})`;
}

/**
 * A filter as a condition of SQL. Wildcards and texts are resolved on the dictionary first, so that the database
 * compares codes only; the dictionaries ascend, so a prefix is a stretch of codes.
 */
export function filterSql(filter: Filter, dictionaries: Dictionaries): string {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const parts = filter.of.map((part) => filterSql(part, dictionaries));
      if (parts.length === 0) return filter.kind === 'and' ? 'true' : 'false';
      return `(${parts.join(filter.kind === 'and' ? ' AND ' : ' OR ')})`;
    }
    case 'not':
      // A condition on an absent value is false here, as ours are, and not NULL.
      return `NOT coalesce(${filterSql(filter.of, dictionaries)}, false)`;
    case 'has':
      return `${storedAs(nameOf(filter.field)).name} IS NOT NULL`;
    case 'compare':
      return `${storedAs(filter.field).name} ${filter.is} ${filter.value}`;
    case 'id':
    case 'version':
      throw new Error(`The bench asks nothing of kind "${filter.kind}".`);
    case 'in':
    case 'like': {
      const name = nameOf(filter.field);
      const column = storedAs(name).name;
      if (isNumberColumn(name)) throw new Error(`The bench has no condition of texts on "${name}".`);
      const texts = dictionaries[name as BenchText];
      const matches =
        filter.kind === 'like' ? toMatcher(filter.pattern) : (text: string) => filter.values.includes(text);
      const codes = texts.flatMap((text, code) => (matches(text) ? [code] : []));
      return inCodes(column, codes);
    }
  }
}
