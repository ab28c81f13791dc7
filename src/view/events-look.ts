/** The order of the page of events: by time, or by duration. */
export const EVENT_ORDERS = ['newest', 'oldest', 'slowest', 'fastest'] as const;
export type EventOrder = (typeof EVENT_ORDERS)[number];

/** How the page of events is looked at. */
export interface EventsLook {
  readonly order: EventOrder;
  /** The event whose preview is open: its trace, 32 hex digits, and its own span, 16. */
  readonly preview: { readonly trace: string; readonly span: string } | null;
}

export const DEFAULT_EVENTS_LOOK: EventsLook = { order: 'newest', preview: null };
