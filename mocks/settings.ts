import * as z from 'zod';
import { DEFAULT_THRESHOLDS } from '../src/model/metric.ts';
import type { Settings } from '../src/model/source.ts';

// Compiling checks to code is what the content security policy forbids.
z.config({ jitless: true });

const threshold = z.strictObject({ metric: z.enum(['duration', 'lcp']), ms: z.number().positive() });

const settings = z.strictObject({
  thresholds: z.strictObject({
    default: threshold,
    projects: z.array(z.strictObject({ project: z.string(), threshold })),
    transactions: z.array(z.strictObject({ project: z.string(), transaction: z.string(), threshold })),
  }),
  projectNames: z.record(z.string(), z.string()),
  stars: z.array(z.strictObject({ project: z.string(), transaction: z.string() })),
}) satisfies z.ZodType<Settings>;

/** What holds before anyone has set anything: the route of the story is starred. */
export const FIRST_SETTINGS: Settings = {
  thresholds: DEFAULT_THRESHOLDS,
  projectNames: {},
  stars: [{ project: 'api', transaction: '/api/documents' }],
};

/** Settings from the body of a request; else why it holds none, in words. */
export function decodeSettings(body: string): Settings | string {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return 'The settings are not JSON.';
  }
  const parsed = settings.safeParse(json);
  if (parsed.success) return parsed.data;
  return `The settings are not as the contract wants them: ${z.prettifyError(parsed.error)}`;
}
