import { z } from 'zod';
import type { Alerts } from '../../model/alerts.ts';
import type { Problem } from '../../model/result.ts';
import { BAND_SETS, CONTRACT_VERSION, DEFAULT_SETTINGS, SourceError } from '../../model/source.ts';
import type { Info, Settings } from '../../model/source.ts';
import { trendSettings } from '../../formats/trend-settings.ts';
import { alertsSchema } from './alerts-contract.ts';

// The JSON bodies of the contract. Anyone may serve it, so what arrives is checked once, here at the door.

// Compiling checks to code is what the content security policy forbids.
z.config({ jitless: true });

const count = z.number().nonnegative();
const problem = z.object({
  kind: z.enum(['partial', 'stale', 'refused', 'unreachable', 'failed']),
  message: z.string(),
  advice: z.string(),
});
const byReason = z.array(z.object({ reason: z.string(), count }));

const ingest = z.object({
  dsn: z.string(),
  otlp: z.string(),
  directory: z.string().nullable(),
  retention: z.object({
    days: z.number().nullable(),
    bytes: z.number().nullable(),
    expired: count,
    used: count.optional(),
  }),
  anonymous: z.boolean().optional(),
  requests: z.array(
    z.object({
      at: z.number(),
      path: z.string(),
      client: z.string().nullable(),
      status: z.number(),
      message: z.string(),
      transactions: count,
      accepted: z.boolean(),
    }),
  ),
});

const info = z.object({
  contract: z.number(),
  name: z.string(),
  version: z.string(),
  now: z.number(),
  extent: z.object({ start: z.number(), end: z.number() }).nullable(),
  rows: count,
  revision: z.number(),
  environments: z.array(z.object({ name: z.string().nullable(), rows: count })),
  projects: z.array(z.object({ name: z.string(), rows: count })),
  releases: z.array(z.object({ name: z.string(), rows: count, first: z.number() })),
  abilities: z.object({
    live: z.boolean(),
    settings: z.boolean(),
    deletion: z.boolean().optional(),
    former: z.boolean().optional(),
    tagRows: z.boolean().optional(),
  }),
  quality: z.object({
    received: count,
    stored: count,
    skipped: z.array(z.object({ kind: z.string(), count })),
    refused: byReason,
    repeated: count,
    droppedByClients: byReason,
    filtered: byReason.default([]),
    wrongClocks: byReason.default([]),
    sampledRows: count,
  }),
  ingest: ingest.nullable(),
  problems: z.array(problem),
}) satisfies z.ZodType<Info>;

const threshold = z.object({ metric: z.enum(['duration', 'lcp']), ms: z.number().positive() });

const settings = z.object({
  thresholds: z.object({
    default: threshold,
    projects: z.array(z.object({ project: z.string(), threshold })),
    transactions: z.array(z.object({ project: z.string(), transaction: z.string(), threshold })),
  }),
  projectNames: z.record(z.string(), z.string()),
  stars: z.array(z.object({ project: z.string(), transaction: z.string() })),
  // A collector from before searches were kept does not tell of them.
  searches: z.array(z.object({ name: z.string(), text: z.string(), pinned: z.boolean() })).default([]),
  recentSearches: z.array(z.string()).default([]),
  views: z.array(z.object({ name: z.string(), address: z.string() })).default([]),
  bands: z.enum(BAND_SETS).default(DEFAULT_SETTINGS.bands),
  trends: trendSettings,
}) satisfies z.ZodType<Settings>;

/** Decodes the body of `info`. Throws a `SourceError` when it is of another version of the contract, or none. */
export function decodeInfo(text: string): Info {
  const body = jsonOf(text);
  const version = z.object({ contract: z.number() }).safeParse(body).data?.contract;
  if (version !== undefined && version !== CONTRACT_VERSION) {
    const isOlder = version < CONTRACT_VERSION;
    throw new SourceError('refused', {
      kind: 'refused',
      message: `The collector speaks version ${version} of the contract, this page version ${CONTRACT_VERSION}.`,
      advice: isOlder ? 'Update the collector.' : 'Reload the page; if that does not help, update it.',
    });
  }
  return checked(info.safeParse(body), 'info');
}

/** Decodes the body of `settings`. Throws a `SourceError` when it is something else. */
export function decodeSettings(text: string): Settings {
  return checked(settings.safeParse(jsonOf(text)), 'settings');
}

/** Decodes the body of `alerts`. Throws a `SourceError` when it is something else. */
export function decodeAlerts(text: string): Alerts {
  return checked(alertsSchema.safeParse(jsonOf(text)), 'alerts');
}

/** Decodes what a channel answered to a test. Throws a `SourceError` when it is something else. */
export function decodeTest(text: string): string {
  return checked(z.object({ answer: z.string() }).safeParse(jsonOf(text)), 'alerts/test').answer;
}

/** Decodes how many transactions were deleted. Throws a `SourceError` when it is something else. */
export function decodeDeletion(text: string): number {
  return checked(z.object({ transactions: count }).safeParse(jsonOf(text)), 'deletions').transactions;
}

/** The problem in the body of an error; null when there is none. */
export function problemIn(text: string): Problem | null {
  return z.object({ problem }).safeParse(jsonOf(text)).data?.problem ?? null;
}

/** What a body says; undefined where it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What passed the check of the body of this name; throws a `SourceError` that says where it is something else. */
export function checked<Value>(result: z.ZodSafeParseResult<Value>, name: string): Value {
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw new SourceError('failed', {
    kind: 'failed',
    message: `The answer to "${name}" is not what the contract says${where}: ${issue?.message ?? 'unreadable'}.`,
    advice: 'Check that the address is that of a collector, and update it.',
  });
}
