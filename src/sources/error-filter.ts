import { isTag } from '../model/column.ts';
import type { Field } from '../model/column.ts';
import { compares } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import type { ErrorEvent } from '../model/span.ts';
import { versionOrder } from '../model/version.ts';
import { toMatcher } from '../model/wildcard.ts';

/** What an error says itself of the transaction it happened in; null for all else, which is absent. */
function textOf(error: ErrorEvent, field: Field): string | null {
  if (isTag(field)) return null;
  switch (field) {
    case 'project':
    case 'transaction':
    case 'environment':
    case 'release':
    case 'user': {
      const text = error[field] ?? null;
      return text === '' ? null : text;
    }
    default:
      return null;
  }
}

/**
 * Whether an error passes a filter by what it says itself: for errors of whose transaction no row is held. What it does
 * not say is absent, as in a row (`model/filter`): an error has no duration, so that none is longer than a second.
 */
export function passes(error: ErrorEvent, filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.of.every((part) => passes(error, part));
    case 'or':
      return filter.of.some((part) => passes(error, part));
    case 'not':
      return !passes(error, filter.of);
    case 'in':
      return filter.values.includes(textOf(error, filter.field));
    case 'like': {
      const text = textOf(error, filter.field);
      return text !== null && toMatcher(filter.pattern)(text);
    }
    case 'has':
      return textOf(error, filter.field) !== null;
    case 'compare':
      return filter.field === 'timestamp' && compares(error.timestamp, filter.is, filter.value);
    case 'id': {
      const { traceId, spanId, eventId } = error;
      const id = { trace: traceId, span: spanId, event: eventId }[filter.column];
      return id !== null && filter.values.includes(id);
    }
    case 'version': {
      const order = versionOrder(error.release ?? '', filter.part, filter.value);
      return compares(order, filter.is, 0);
    }
  }
}
