import * as z from 'zod';
import { DEFAULT_THRESHOLDS } from '../../model/metric.ts';
import type { Settings } from '../../model/source.ts';

const Threshold = z.strictObject({
  metric: z.enum(['duration', 'lcp']),
  ms: z.number().positive(),
});

const name = z.string().max(1_000);
const MOST = 10_000;

/** What `PUT settings` takes. */
export const SettingsSchema = z.strictObject({
  thresholds: z.strictObject({
    default: Threshold,
    projects: z.array(z.strictObject({ project: name, threshold: Threshold })).max(MOST),
    transactions: z
      .array(z.strictObject({ project: name, transaction: name, threshold: Threshold }))
      .max(MOST),
  }),
  projectNames: z.record(name, name),
  stars: z.array(z.strictObject({ project: name, transaction: name })).max(MOST),
}) satisfies z.ZodType<Settings>;

/** What holds before anyone has set anything. */
export const DEFAULT_SETTINGS: Settings = { thresholds: DEFAULT_THRESHOLDS, projectNames: {}, stars: [] };
