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

/**
 * What the people of the demo have set: how long each kind of work may take, and a star for the route of the story.
 */
export const FIRST_SETTINGS: Settings = {
  thresholds: {
    ...DEFAULT_THRESHOLDS,
    projects: [
      { project: 'web', threshold: { metric: 'duration', ms: 1_500 } },
      { project: 'mobile', threshold: { metric: 'duration', ms: 1_000 } },
      { project: 'worker', threshold: { metric: 'duration', ms: 3_000 } },
      { project: 'cron', threshold: { metric: 'duration', ms: 10_000 } },
    ],
    transactions: [
      {
        project: 'api',
        transaction: '/api/documents',
        threshold: { metric: 'duration', ms: 500 },
      },
    ],
  },
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
