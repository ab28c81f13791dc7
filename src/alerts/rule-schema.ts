import * as z from 'zod';
import { metricOf } from '../metrics/registry.ts';
import { OF_NOTHING } from './evaluate.ts';
import { NUMBER_COLUMNS } from '../model/column.ts';
import type { NumberColumn } from '../model/column.ts';
import { DAY, MINUTE } from '../model/time.ts';
import { filterSchema } from './filter-schema.ts';
import { ALERT_METRICS, LEVELS, NO_DATA, isAlertMetric } from '../model/alert-rule.ts';
import { PERCENTILE_RULE } from '../model/percentile.ts';
import type { AlertMetric, AlertRule, AlertThresholds, Side } from '../model/alert-rule.ts';

// Compiling checks to code is what the content security policy forbids.
z.config({ jitless: true });

const measure = z
  .strictObject({
    metric: z.custom<AlertMetric>(
      (name) => typeof name === 'string' && isAlertMetric(name),
      `A rule watches one of ${ALERT_METRICS.join(', ')}, or another percentile, such as p99.9. ${PERCENTILE_RULE}`,
    ),
    of: z.enum([...NUMBER_COLUMNS.keys()] as [NumberColumn, ...NumberColumn[]]).optional(),
  })
  .refine(
    ({ metric, of }) => of === undefined || metricOf(metric).columns.includes(of),
    'This metric cannot be of this column.',
  )
  .transform(({ metric, of }) => (of === undefined ? { metric } : { metric, of }));

const wholeMinutes = z
  .number()
  .refine((ms) => ms % MINUTE === 0, 'It must be whole minutes, in milliseconds.');

function isBeyond(side: Side, one: number, other: number): boolean {
  return side === 'above' ? one > other : one < other;
}

/**
 * What is wrong with thresholds, or null. A critical one may equal the warning; the end of an incident may not lie on
 * the bad side of what began it. Whole numbers may be one apart the wrong way (more than 0, resolved below 1), as in
 * Sentry's own checks.
 */
export function thresholdsProblem(
  { critical, warning, resolve }: AlertThresholds,
  side: Side,
): string | null {
  const [first] = [warning, critical].filter((one) => one !== null);
  if (first === undefined) return 'A rule needs a warning threshold, a critical one, or both.';
  if (critical !== null && warning !== null && isBeyond(side, warning, critical)) {
    const word = side === 'above' ? 'below' : 'above';
    return `The critical threshold must not lie ${word} the warning.`;
  }
  if (resolve === null) return null;
  const way = side === 'above' ? 1 : -1;
  const isWhole = Number.isInteger(first) && Number.isInteger(resolve);
  const isWrong = isWhole ? way * (resolve - first) >= 2 : way * (resolve - first) >= 0;
  return isWrong
    ? 'The incident would end where it begins: resolve it on the good side of every threshold.'
    : null;
}

/** A rule as a file or a request has it. */
export const ruleSchema: z.ZodType<AlertRule> = z
  .strictObject({
    id: z.string().regex(/^[\w-]{1,64}$/, 'An id is made of letters, digits, _ and -, at most 64 of them.'),
    name: z.string().trim().min(1).max(200),
    owner: z.string().trim().max(200).default(''),
    enabled: z.boolean().default(true),
    measure,
    environments: z.array(z.string().max(1_000).nullable()).max(1_000).default([]),
    where: filterSchema.default({ kind: 'and', of: [] }),
    window: wholeMinutes.min(MINUTE).max(DAY),
    side: z.enum(['above', 'below']),
    thresholds: z.strictObject({
      critical: z.number().nullable().default(null),
      warning: z.number().nullable().default(null),
      resolve: z.number().nullable().default(null),
    }),
    earlier: wholeMinutes
      .min(MINUTE)
      .max(89 * DAY)
      .nullable()
      .default(null),
    periods: z.number().int().min(1).max(20).default(1),
    least: z.number().int().min(0).max(1e9).default(1),
    noData: z.enum(NO_DATA).default('keep'),
    classic: z.boolean().default(false),
    actions: z
      .array(z.strictObject({ channel: z.string().min(1).max(200), from: z.enum(LEVELS).default('warning') }))
      .max(50)
      .default([]),
    mutedUntil: z.number().nullable().default(null),
  })
  .superRefine((rule, context) => {
    const problem = thresholdsProblem(rule.thresholds, rule.side);
    if (problem !== null) context.addIssue({ code: 'custom', path: ['thresholds'], message: problem });
  })
  .transform((rule) => (OF_NOTHING.has(rule.measure.metric) ? { ...rule, least: 0 } : rule));
