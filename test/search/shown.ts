import type { Field } from '../../src/model/column.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Having } from '../../src/model/query.ts';
import { parse } from '../../src/search/parse.ts';
import type { ParseOptions } from '../../src/search/context.ts';

/** The moment that is now in these tests. */
export const NOW = Date.UTC(2026, 10, 22, 12);

function fieldOf(field: Field): string {
  return typeof field === 'object' ? `tag ${field.tag}` : field;
}

function valueOf(field: string, value: string | number | null): string {
  if (value === null) return 'none';
  const isTime = field === 'timestamp' || field === 'received' || field === 'last_seen';
  if (typeof value === 'number' && isTime) return new Date(value).toISOString().replace('.000Z', 'Z');
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function joined(parts: readonly string[], word: string, none: string): string {
  return parts.length === 0 ? none : `(${parts.join(` ${word} `)})`;
}

/** A filter or a condition on metrics, for people: `(op = "db" and not(has user))`. */
export function shown(part: Filter | Having): string {
  switch (part.kind) {
    case 'and':
      return joined(part.of.map(shown), 'and', 'everything');
    case 'or':
      return joined(part.of.map(shown), 'or', 'nothing');
    case 'not':
      return `not ${shown(part.of)}`;
    case 'has':
      return `has ${fieldOf(part.field)}`;
    case 'in': {
      const field = fieldOf(part.field);
      const values = part.values.map((value) => valueOf(field, value));
      return values.length === 1 ? `${field} = ${values[0] ?? ''}` : `${field} in [${values.join(', ')}]`;
    }
    case 'like':
      return `${fieldOf(part.field)} like ${JSON.stringify(part.pattern)}`;
    case 'compare':
      return `${part.field} ${part.is} ${valueOf(part.field, part.value)}`;
    case 'id':
      return `${part.column} is ${part.values.join()}`;
    case 'version':
      return `${part.part} ${part.is} ${part.value}`;
    case 'metric': {
      const { metric, of, read } = part.show;
      const reading = read === undefined ? '' : ` ${read}`;
      return `${metric}${of === undefined ? '' : `(${of})`}${reading} ${part.is} ${valueOf(metric, part.value)}`;
    }
  }
}

/**
 * What a text means: what it selects of rows, then of transactions. Of a text that cannot be read, the text with
 * its wrong piece in «», and why.
 */
export function meaning(text: string, options: ParseOptions = {}): string {
  const parsed = parse(text, { now: NOW, ...options });
  if ('error' in parsed) {
    const { start, end, message } = parsed.error;
    return `${text.slice(0, start)}«${text.slice(start, end)}»${text.slice(end)}: ${message}`;
  }
  const { filter, having } = parsed;
  return having === null ? shown(filter) : `${shown(filter)} where ${shown(having)}`;
}
