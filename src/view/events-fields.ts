import { DEFAULT_EVENTS_LOOK, EVENT_ORDERS } from './events-look.ts';
import type { ViewField } from './view-field.ts';

const PREVIEW = /^([0-9a-f]{32})-([0-9a-f]{16})$/;

const order: ViewField = {
  keys: ['order', 'preview'],
  encode: ({ events: { order, preview } }) => [
    ...(order === DEFAULT_EVENTS_LOOK.order ? [] : ([['order', order]] as const)),
    ...(preview === null ? [] : ([['preview', `${preview.trace}-${preview.span}`]] as const)),
  ],
  decode: (params) => {
    const orderText = params.get('order');
    const previewText = params.get('preview');
    const order = EVENT_ORDERS.find((word) => word === (orderText ?? DEFAULT_EVENTS_LOOK.order));
    const [, trace, span] = PREVIEW.exec(previewText ?? '') ?? [];
    const preview = trace === undefined || span === undefined ? null : { trace, span };
    const problem =
      order === undefined
        ? `There is no order “${orderText}” of events; the newest are first.`
        : previewText !== null && preview === null
          ? `“preview=${previewText}” names no event: it is a trace id and a span id.`
          : undefined;
    return {
      events: { order: order ?? DEFAULT_EVENTS_LOOK.order, preview },
      ...(problem !== undefined && { problem }),
    };
  },
};

/** How the page of events is looked at. */
export const EVENTS_FIELDS: readonly ViewField[] = [order];
