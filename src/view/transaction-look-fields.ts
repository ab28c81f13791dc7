import { DEFAULT_TRANSACTION_LOOK, SPAN_ORDERS, TRANSACTION_PARTS } from './transaction-look.ts';
import type { ViewField } from './view-field.ts';

/** `part=tags&tag=plan`, or `part=spans&spans=p95`. */
const look: ViewField = {
  keys: ['part', 'tag', 'spans'],
  encode: ({ transactionLook: { part, tag, spans } }) => [
    ...(part === DEFAULT_TRANSACTION_LOOK.part ? [] : ([['part', part]] as const)),
    ...(tag === null ? [] : ([['tag', tag]] as const)),
    ...(spans === DEFAULT_TRANSACTION_LOOK.spans ? [] : ([['spans', spans]] as const)),
  ],
  decode: (params) => {
    const partText = params.get('part') ?? DEFAULT_TRANSACTION_LOOK.part;
    const spansText = params.get('spans') ?? DEFAULT_TRANSACTION_LOOK.spans;
    const part = TRANSACTION_PARTS.find((word) => word === partText);
    const spans = SPAN_ORDERS.find((word) => word === spansText);
    const problem =
      part === undefined
        ? `A transaction’s page has no part “${partText}”; its overview is shown.`
        : spans === undefined
          ? `Spans are not ordered by “${spansText}”; those with most self time are first.`
          : undefined;
    return {
      transactionLook: {
        part: part ?? DEFAULT_TRANSACTION_LOOK.part,
        tag: params.get('tag'),
        spans: spans ?? DEFAULT_TRANSACTION_LOOK.spans,
      },
      ...(problem !== undefined && { problem }),
    };
  },
};

/** How the page of a transaction is looked at. */
export const TRANSACTION_LOOK_FIELDS: readonly ViewField[] = [look];
