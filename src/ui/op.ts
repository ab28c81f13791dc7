/** The kinds of operation that have a colour and a glyph of their own. Fixed, never hashed. */
export const OP_CATEGORIES = ['http', 'db', 'cache', 'ui', 'resource', 'queue', 'function', 'other'] as const;
export type OpCategory = (typeof OP_CATEGORIES)[number];

/** How a category is shown. The glyph always goes with the colour, which alone would not tell it. */
export interface OpLook {
  readonly category: OpCategory;
  /** Two letters, or a dash for what has no category. */
  readonly glyph: string;
  /** The category in words. */
  readonly label: string;
  /** Custom property that holds the colour, for canvas; elements take `color: var(--op-…)` in a style sheet. */
  readonly cssVar: string;
}

const LOOKS: Readonly<Record<OpCategory, OpLook>> = {
  http: { category: 'http', glyph: 'HT', label: 'HTTP or RPC', cssVar: '--op-ht' },
  db: { category: 'db', glyph: 'DB', label: 'database', cssVar: '--op-db' },
  cache: { category: 'cache', glyph: 'CA', label: 'cache', cssVar: '--op-ca' },
  ui: { category: 'ui', glyph: 'UI', label: 'interface or browser', cssVar: '--op-ui' },
  resource: { category: 'resource', glyph: 'RS', label: 'resource', cssVar: '--op-rs' },
  queue: { category: 'queue', glyph: 'QU', label: 'queue or job', cssVar: '--op-qu' },
  function: { category: 'function', glyph: 'FN', label: 'function', cssVar: '--op-fn' },
  other: { category: 'other', glyph: '–', label: 'other', cssVar: '--op-xx' },
};

/** First words of ops, as the SDKs of Sentry and the conventions of OpenTelemetry use them. */
const WORDS: Readonly<Record<OpCategory, string>> = {
  http: 'http rpc grpc graphql websocket fetch xhr asgi wsgi',
  db: 'db sql mongodb elasticsearch prisma',
  cache: 'cache redis memcache memcached',
  ui: 'ui browser pageload navigation interaction paint mark measure render react vue svelte angular',
  resource: 'resource asset',
  queue: 'queue messaging message topic job task celery rq cron',
  function:
    'function code ai gen_ai mcp app middleware view template handler request_handler router controller serialize event',
  other: '',
};

const BY_WORD: ReadonlyMap<string, OpCategory> = new Map(
  OP_CATEGORIES.flatMap((category) =>
    WORDS[category]
      .split(' ')
      .filter((word) => word !== '')
      .map((word): [string, OpCategory] => [word, category]),
  ),
);

/** The category of an op by its first word: `db.sql.query` is `db`; an empty or unknown op is `other`. */
export function toOpCategory(op: string): OpCategory {
  const end = op.search(/[./:]/);
  const word = (end < 0 ? op : op.slice(0, end)).toLowerCase();
  return BY_WORD.get(word) ?? 'other';
}

/** How an op is shown. */
export function toOpLook(op: string): OpLook {
  return LOOKS[toOpCategory(op)];
}
