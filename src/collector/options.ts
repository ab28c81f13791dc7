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
  /** A further name or address to listen on and to be read under; null: only this machine. */
  readonly host: string | null;
  /** Where everything is kept; null: in memory. */
  readonly directory: string | null;
  /** 32 hexadecimal digits that senders give; null: the data directory's own. */
  readonly key: string | null;
  readonly keep: KeepLimits;
  /** Whether e-mail and IP addresses are filtered out of what is kept, as secrets always are. */
  readonly anonymous: boolean;
}

const DEFAULT_PORT = 4318;

export const HELP = `longtail: a performance dashboard for Sentry SDKs and OpenTelemetry

  longtail [options]

  --port NUMBER   port of app, API and ingest (${DEFAULT_PORT}; LONGTAIL_PORT)
  --host NAME     listen on this name or address, too (only this machine; LONGTAIL_HOST)
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
  const days = given['keep-days'] ?? filled('LONGTAIL_KEEP_DAYS');
  const size = given['keep-size'] ?? filled('LONGTAIL_KEEP_SIZE');
  return {
    port: toPort(given.port ?? filled('LONGTAIL_PORT') ?? String(DEFAULT_PORT)),
    host: given.host ?? filled('LONGTAIL_HOST') ?? null,
    directory: inMemory
      ? null
      : resolve(given.data ?? filled('LONGTAIL_DATA') ?? join(homedir(), '.longtail')),
    anonymous: given.anonymous ?? isOn(filled('LONGTAIL_ANONYMOUS')),
    key: key === undefined ? null : toKey(key),
    keep: {
      days: days === undefined ? KEEP_LIMITS.days : toKeepDays(days),
      bytes: size === undefined ? KEEP_LIMITS.bytes : toKeepBytes(size),
    },
  };
}
