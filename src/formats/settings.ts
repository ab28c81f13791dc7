import * as z from 'zod';
import { BAND_SETS, DEFAULT_SETTINGS } from '../model/source.ts';
import type { Settings } from '../model/source.ts';
import { FormatError } from './format-error.ts';
import { trendSettings } from './trend-settings.ts';

// Compiling checks to code is what the content security policy forbids.
z.config({ jitless: true });

const threshold = z.strictObject({ metric: z.enum(['duration', 'lcp']), ms: z.number().positive() });
const name = z.string().max(1_000);
/** Entries of one list. */
const MOST = 10_000;
const search = z.string().max(10_000);
const MOST_SEARCHES = 500;

const settings = z.strictObject({
  thresholds: z.strictObject({
    default: threshold,
    projects: z.array(z.strictObject({ project: name, threshold })).max(MOST),
    transactions: z.array(z.strictObject({ project: name, transaction: name, threshold })).max(MOST),
  }),
  projectNames: z.record(name, name),
  stars: z.array(z.strictObject({ project: name, transaction: name })).max(MOST),
  // Files and senders from before searches were kept do not have them.
  searches: z
    .array(z.strictObject({ name, text: search, pinned: z.boolean() }))
    .max(MOST_SEARCHES)
    .default([]),
  recentSearches: z.array(search).max(MOST_SEARCHES).default([]),
  // Nor those from before views were.
  views: z
    .array(z.strictObject({ name, address: z.string().max(20_000) }))
    .max(MOST_SEARCHES)
    .default([]),
  // Nor those from before there were pages for vitals and trends.
  bands: z.enum(BAND_SETS).default(DEFAULT_SETTINGS.bands),
  trends: trendSettings,
}) satisfies z.ZodType<Settings>;

/**
 * Settings as `PUT settings` takes them: JSON in UTF-8 and nothing that is not known, so that a mistake is not kept
 * in silence. Throws a `FormatError` that says what is wrong.
 */
export function decodeSettings(body: Uint8Array): Settings {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new FormatError('The settings are not JSON.', 'Send one JSON object in UTF-8.', cause);
  }
  const parsed = settings.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new FormatError(
    `The settings are not as the contract wants them: ${z.prettifyError(parsed.error)}`,
    'Compare them with "Settings" in /openapi.json.',
  );
}
