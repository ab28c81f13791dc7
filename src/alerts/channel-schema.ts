import * as z from 'zod';
import type { Channel } from '../model/alert-channel.ts';

// Compiling checks to code is what the content security policy forbids.
z.config({ jitless: true });

/** Stands for a secret that was set, with its last characters: what a browser gets to see, and may send back. */
export const HIDDEN = '••••';

const url = z
  .string()
  .max(2_000)
  .refine(
    (text) => text.startsWith(HIDDEN) || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
    'This is no http or https address.',
  );
const name = z.string().trim().min(1).max(200);
const secret = z.string().max(1_000).default('');
const address = z
  .string()
  .min(3)
  .max(320)
  .regex(/^[^\s@,;<>]+@[^\s@,;<>]+$/, 'This is no e-mail address.');

/** A channel as a request or a file has it. */
export const channelSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('webhook'), name, url, secret }),
  z.strictObject({ kind: z.literal('slack'), name, url }),
  z.strictObject({ kind: z.literal('teams'), name, url }),
  z.strictObject({
    kind: z.literal('email'),
    name,
    host: z.string().min(1).max(253),
    port: z.number().int().min(1).max(65_535),
    secure: z.boolean().default(false),
    user: z.string().max(320).default(''),
    password: secret,
    from: address,
    to: z.array(address).min(1).max(20),
  }),
  z.strictObject({ kind: z.literal('browser'), name }),
  z.strictObject({ kind: z.literal('log'), name }),
]) satisfies z.ZodType<Channel>;

/** All channels; no two have the same name. */
export const channelsSchema = z
  .array(channelSchema)
  .max(100)
  .refine(
    (all) => new Set(all.map((each) => each.name)).size === all.length,
    'Two channels have the same name.',
  );
