import { z } from 'zod';
import { channelSchema } from '../../alerts/channel-schema.ts';
import { ruleSchema } from '../../alerts/rule-schema.ts';
import { CHANNEL_KINDS } from '../../model/alert-channel.ts';
import { LEVELS } from '../../model/alert-rule.ts';
import type { Alerts } from '../../model/alerts.ts';

// What `GET alerts` answers. JSON has no NaN: no data travels as null.

const numberOrNone = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const level = z.enum(LEVELS);
const count = z.number().nonnegative();

const change = z.object({
  kind: z.enum(['opened', 'level', 'closed']),
  incident: count,
  change: count,
  at: z.number(),
  since: z.number(),
  level: level.nullable(),
  from: level.nullable(),
  value: numberOrNone,
  rows: count,
  because: z.enum(['value', 'no data', 'changed']),
});

const incident = z.object({
  number: count,
  opened: z.number(),
  since: z.number(),
  closed: z.number().nullable(),
  level,
  peak: numberOrNone,
  changes: z.array(change),
});

const trigger = z.object({ active: z.boolean(), fires: count, resolves: count });

const record = z.object({
  state: z.object({
    at: z.number().nullable(),
    triggers: z.object({ warning: trigger, critical: trigger }),
    incident: z.object({ number: count, level, changes: count }).nullable(),
    incidents: count,
    noData: z.boolean(),
  }),
  incidents: z.array(incident),
  edits: z.array(z.object({ at: z.number(), rule: ruleSchema })).default([]),
});

/** The body of `alerts`. */
export const alertsSchema = z.object({
  runs: z.enum(['source', 'page']),
  kinds: z.array(z.enum(CHANNEL_KINDS)),
  delay: count,
  rules: z.array(ruleSchema),
  channels: z.array(channelSchema),
  records: z.record(z.string(), record),
  waiting: z.array(
    z.object({ key: z.string(), title: z.string(), channel: z.string(), tries: count, due: z.number() }),
  ),
  deliveries: z.array(
    z.object({
      at: z.number(),
      channel: z.string(),
      key: z.string(),
      title: z.string(),
      text: z.string(),
      outcome: z.enum(['delivered', 'failed', 'given up', 'muted']),
      detail: z.string(),
      tries: count,
    }),
  ),
  problems: z.array(
    z.object({
      kind: z.enum(['partial', 'stale', 'refused', 'unreachable', 'failed']),
      message: z.string(),
      advice: z.string(),
    }),
  ),
}) satisfies z.ZodType<Alerts>;
