import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { KEEP_LIMITS, toKeepBytes, toKeepDays } from './keep-limits.ts';
import type { KeepLimits } from './keep-limits.ts';
import { StartError } from './start-error.ts';

/** What the person who starts the collector decides. */
export interface Options {
  /** 0 takes any free one. */
  readonly port: number;
  /** A further name or address to listen on; null: only this machine. */
  readonly host: string | null;
  /** What other machines show to read, and this one as well; null: only this machine reads. */
  readonly readToken: string | null;
  /** Further names under which it may be read, such as that of a proxy. */
  readonly allowHosts: readonly string[];
  /** Whether to listen on Spotlight's port, too, for `SENTRY_SPOTLIGHT=1`. */
  readonly spotlight: boolean;
  /** Where everything is kept; null: in memory. */
  readonly directory: string | null;
  /** 32 hexadecimal digits that senders give; null: the data directory's own. */
  readonly key: string | null;
  readonly keep: KeepLimits;
  /** Whether e-mail and IP addresses are filtered out of what is kept, as secrets always are. */
  readonly anonymous: boolean;
}

const DEFAULT_PORT = 4318;
/** Where SDKs send for `SENTRY_SPOTLIGHT=1`. */
export const SPOTLIGHT_PORT = 8969;
/** A shorter token could be guessed. */
const SHORTEST_TOKEN = 16;

export const HELP = `longtail: a performance dashboard for Sentry SDKs and OpenTelemetry

  longtail [options]

  --port NUMBER   port of app, API and ingest (${DEFAULT_PORT}; LONGTAIL_PORT)
  --host NAME     take data on this name or address, too: 0.0.0.0 is for containers and phones (LONGTAIL_HOST)
  --read-token T  let other machines read, who open the link that is printed (LONGTAIL_READ_TOKEN)
  --allow-host N  a further name under which it is read, such as a proxy's; may be given again
  --spotlight     listen on port ${SPOTLIGHT_PORT}, too, where SENTRY_SPOTLIGHT=1 sends (LONGTAIL_SPOTLIGHT=1)
  --data DIR      where everything is kept (~/.longtail; LONGTAIL_DATA)
  --memory        keep everything in memory, and nothing once it ends (LONGTAIL_MEMORY=1)
  --keep-days N   how long events are kept, or "all" (14; LONGTAIL_KEEP_DAYS)
  --keep-size N   what they may take in all, such as 500MB, or "all"; the oldest go first (2GB; LONGTAIL_KEEP_SIZE)
  --anonymous     keep no e-mail and IP addresses, as no secrets are kept (LONGTAIL_ANONYMOUS=1)
  --key HEX       the key of the Sentry DSN, 32 hexadecimal digits (made at the first start; LONGTAIL_KEY)
  --help          this text
`;

type Environment = Readonly<Record<string, string | undefined>>;

const SEE_HELP = 'See "longtail --help".';

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        memory: { type: 'boolean' },
        key: { type: 'string' },
        'keep-days': { type: 'string' },
        'keep-size': { type: 'string' },
        'read-token': { type: 'string' },
        'allow-host': { type: 'string', multiple: true },
        spotlight: { type: 'boolean' },
        anonymous: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new StartError(message.split(/(?<=\.)\s/)[0] ?? message, SEE_HELP);
  }
}

function toPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new StartError(`"${text}" is no port.`, 'Give a number from 0 to 65535.');
}

function toKey(text: string): string {
  if (/^[0-9a-f]{32}$/i.test(text)) return text.toLowerCase();
  throw new StartError('The key is not made of 32 hexadecimal digits.', 'Leave --key out to get one.');
}

function toToken(text: string): string {
  if (text.length >= SHORTEST_TOKEN && /^[\x21-\x7e]+$/.test(text)) return text;
  throw new StartError(
    `The read token has fewer than ${SHORTEST_TOKEN} characters, or some that no address can hold.`,
    'Make one, for example with "openssl rand -hex 16".',
  );
}

function isOn(text: string | undefined): boolean {
  return text !== undefined && !['', '0', 'false', 'no'].includes(text.toLowerCase());
}

/**
 * Options of the command line, over those of the environment, over the defaults; null when help is asked for.
 * Throws a StartError for what makes no sense.
 */
export function parseOptions(args: readonly string[], environment: Environment): Options | null {
  const given = parse(args);
  if (given.help === true) return null;
  if (given.memory === true && given.data !== undefined) {
    throw new StartError('--memory and --data exclude each other.', 'Give only one of them.');
  }
  const filled = (name: string) => (environment[name] === '' ? undefined : environment[name]);
  const inMemory = given.memory ?? (given.data === undefined && isOn(filled('LONGTAIL_MEMORY')));
  const key = given.key ?? filled('LONGTAIL_KEY');
  const token = given['read-token'] ?? filled('LONGTAIL_READ_TOKEN');
  const days = given['keep-days'] ?? filled('LONGTAIL_KEEP_DAYS');
  const size = given['keep-size'] ?? filled('LONGTAIL_KEEP_SIZE');
  return {
    port: toPort(given.port ?? filled('LONGTAIL_PORT') ?? String(DEFAULT_PORT)),
    host: given.host ?? filled('LONGTAIL_HOST') ?? null,
    directory: inMemory
      ? null
      : resolve(given.data ?? filled('LONGTAIL_DATA') ?? join(homedir(), '.longtail')),
    readToken: token === undefined ? null : toToken(token),
    allowHosts: given['allow-host'] ?? [],
    spotlight: given.spotlight ?? isOn(filled('LONGTAIL_SPOTLIGHT')),
    anonymous: given.anonymous ?? isOn(filled('LONGTAIL_ANONYMOUS')),
    key: key === undefined ? null : toKey(key),
    keep: {
      days: days === undefined ? KEEP_LIMITS.days : toKeepDays(days),
      bytes: size === undefined ? KEEP_LIMITS.bytes : toKeepBytes(size),
    },
  };
}
