/** How much of a foreign item is kept; what is cut says so in place. */
export const LIMITS = {
  /** Names of transactions, tags, users, releases and the like, in UTF-16 units. */
  name: 200,
  /** Descriptions, messages and values of attributes. */
  text: 8_192,
  /** Attributes of one span. */
  attributes: 256,
  /** Tags of one transaction. */
  tags: 64,
  /** Exceptions of one error, calls in all their stacks, and those of them whose source is kept. */
  exceptions: 8,
  frames: 200,
  framesWithSource: 40,
  /** Lines of source before a call, and as many behind it: SDKs send five to seven. */
  sourceLines: 10,
  /** Spans of one Sentry transaction. */
  spans: 10_000,
  /** Items of one envelope. */
  items: 1_000,
  /** Bytes of a transaction item, and of any other. Ten thousand spans take more than the megabyte that Sentry takes. */
  transactionBytes: 10 * 1024 * 1024,
  itemBytes: 1024 * 1024,
  /** Levels of nesting, and values, of one JSON text. */
  depth: 128,
  nodes: 200_000,
  /** Values of a whole OpenTelemetry request, which is one JSON text, its spans, and the events of one of these. */
  requestNodes: 4_000_000,
  requestSpans: 100_000,
  events: 1_000,
} as const;

/** The text with at most `limit` units; one that is longer ends in `…`. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  // Half of a pair would be no character at all.
  const last = cut.charCodeAt(cut.length - 1);
  return `${last >= 0xd800 && last < 0xdc00 ? cut.slice(0, -1) : cut}…`;
}
