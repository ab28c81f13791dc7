import * as z from 'zod';
import { DEFAULT_TREND_SETTINGS } from '../model/trend-settings.ts';
import type { TrendSettings } from '../model/trend-settings.ts';

// Compiling checks to code is what the content security policy forbids.
z.config({ jitless: true });

const name = z.string().max(1_000);
const change = z.number().min(0).max(100);
/** How trends are found, as settings carry it; the defaults where it is left out. */
export const trendSettings = z
  .strictObject({
    classic: z.strictObject({
      throughput: z.number().min(0),
      countRatio: z.strictObject({ above: z.number().min(0), below: z.number().positive() }),
      change,
      difference: z.number().min(0).nullable(),
      confidence: z.number().min(0).nullable(),
    }),
    tested: z.strictObject({
      least: z.number().int().min(2).max(1_000_000),
      falseDiscoveryRate: z.number().positive().max(0.5),
      change,
      difference: z.number().min(0),
    }),
    ignored: z.array(z.strictObject({ project: name, transaction: name, since: z.number() })).max(10_000),
  })
  .default({ ...DEFAULT_TREND_SETTINGS, ignored: [] }) satisfies z.ZodType<TrendSettings>;
