import { isTag } from '../model/column.ts';
import {
  DEFAULT_TRANSACTION_LOOK,
  LISTED_COLUMNS,
  SPAN_ORDERS,
  TRANSACTION_PARTS,
} from './transaction-look.ts';
import type { ListedField } from './transaction-look.ts';
import type { ViewField } from './view-field.ts';

function writtenListed(listed: ListedField | null): readonly (readonly [string, string])[] {
  if (listed === null) return [];
  return isTag(listed) ? [['tag', listed.tag]] : [['field', listed]];
}

/** `part=tags&tag=plan`, `part=tags&field=release`, or `part=spans&spans=p95`. */
const look: ViewField = {
  keys: ['part', 'tag', 'field', 'spans'],
  encode: ({ transactionLook: { part, listed, spans } }) => [
    ...(part === DEFAULT_TRANSACTION_LOOK.part ? [] : ([['part', part]] as const)),
    ...writtenListed(listed),
    ...(spans === DEFAULT_TRANSACTION_LOOK.spans ? [] : ([['spans', spans]] as const)),
  ],
  decode: (params) => {
    const partText = params.get('part') ?? DEFAULT_TRANSACTION_LOOK.part;
    const spansText = params.get('spans') ?? DEFAULT_TRANSACTION_LOOK.spans;
    const part = TRANSACTION_PARTS.find((word) => word === partText);
    const spans = SPAN_ORDERS.find((word) => word === spansText);
    const tag = params.get('tag');
    const column = LISTED_COLUMNS.find((word) => word === params.get('field'));
    const problem =
      part === undefined
        ? `A transaction’s page has no part “${partText}”; its overview is shown.`
        : spans === undefined
          ? `Spans are not ordered by “${spansText}”; those with most self time are first.`
          : undefined;
    return {
      transactionLook: {
        part: part ?? DEFAULT_TRANSACTION_LOOK.part,
        listed: tag === null ? (column ?? null) : { tag },
        spans: spans ?? DEFAULT_TRANSACTION_LOOK.spans,
      },
      ...(problem !== undefined && { problem }),
    };
  },
};

/** How the page of a transaction is looked at. */
export const TRANSACTION_LOOK_FIELDS: readonly ViewField[] = [look];
