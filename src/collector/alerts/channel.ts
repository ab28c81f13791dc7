import * as z from 'zod';

/** Stands for a secret that was set, with its last characters: what a browser gets to see, and may send back. */
const HIDDEN = '••••';
const SHOWN = 4;

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

/** Where messages go. */
export const channelSchema = z.discriminatedUnion('kind', [
  /** JSON by POST, signed with `secret` where there is one. */
  z.strictObject({ kind: z.literal('webhook'), name, url, secret }),
  /** An incoming webhook of Slack, or of a workflow of Microsoft Teams: whoever knows the address can post. */
  z.strictObject({ kind: z.literal('slack'), name, url }),
  z.strictObject({ kind: z.literal('teams'), name, url }),
  z.strictObject({
    kind: z.literal('email'),
    name,
    host: z.string().min(1).max(253),
    port: z.number().int().min(1).max(65_535),
    /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
    secure: z.boolean().default(false),
    user: z.string().max(320).default(''),
    password: secret,
    from: address,
    to: z.array(address).min(1).max(20),
  }),
  /** The collector's own output. */
  z.strictObject({ kind: z.literal('log'), name }),
]);
export type Channel = z.infer<typeof channelSchema>;

/** All channels; no two have the same name. */
export const channelsSchema = z
  .array(channelSchema)
  .max(100)
  .refine(
    (all) => new Set(all.map((each) => each.name)).size === all.length,
    'Two channels have the same name.',
  );

function hide(text: string): string {
  if (text === '') return '';
  return text.length <= 2 * SHOWN ? HIDDEN : `${HIDDEN}${text.slice(-SHOWN)}`;
}

/** The channel without its secrets: what may leave the collector. */
export function withoutSecrets(channel: Channel): Channel {
  switch (channel.kind) {
    case 'webhook':
      return { ...channel, secret: hide(channel.secret) };
    case 'slack':
    case 'teams':
      return { ...channel, url: hide(channel.url) };
    case 'email':
      return { ...channel, password: hide(channel.password) };
    case 'log':
      return channel;
  }
}

/** Where a channel sends to: a secret that was not written anew stays only where it was meant for. */
function targetOf(channel: Channel): string {
  switch (channel.kind) {
    case 'webhook':
      return `webhook ${channel.url}`;
    case 'email':
      return `email ${channel.host}:${channel.port} ${channel.user}`;
    default:
      return channel.kind;
  }
}

/**
 * A channel as it was sent, with the secrets it had where they came back hidden. Null where there is no secret to put
 * in: for a channel that is new, or that sends to another place than before.
 */
export function withSecrets(channel: Channel, known: Channel | undefined): Channel | null {
  if (!JSON.stringify(channel).includes(HIDDEN)) return channel;
  if (known === undefined || targetOf(known) !== targetOf(channel)) return null;
  if (channel.kind === 'webhook' && known?.kind === 'webhook') return { ...channel, secret: known.secret };
  if (channel.kind === 'email' && known?.kind === 'email') return { ...channel, password: known.password };
  if (channel.kind === 'slack' && known?.kind === 'slack') return { ...channel, url: known.url };
  if (channel.kind === 'teams' && known?.kind === 'teams') return { ...channel, url: known.url };
  return null;
}
