import { LIMITS } from './limits.ts';
import { UNKNOWN_CLIENT, readUserAgent } from './user-agent.ts';
import type { Client } from './user-agent.ts';

/** What is said of the program and device that a transaction was for. */
export interface SaidClient {
  /** By the sender itself, in so many words. */
  readonly said: Partial<Client>;
  /** The header by which a browser names itself; null where there is none. */
  readonly userAgent: string | null;
  /** Whether a server sends, which has a system of its own: then this one is its client's. */
  readonly isServer: boolean;
}

/** The tags of Sentry for that, as far as something is known. The header itself is not kept. */
function toTags({ said, userAgent, isServer }: SaidClient): [string, string | null][] {
  const read = userAgent === null ? UNKNOWN_CLIENT : readUserAgent(userAgent);
  const isSame = said.browser == null || said.browser === read.browser;
  return [
    ['browser.name', said.browser ?? read.browser],
    // The version of another program is none of this one's.
    ['browser.version', said.browserVersion ?? (isSame ? read.browserVersion : null)],
    [isServer ? 'client_os.name' : 'os.name', said.system ?? read.system],
    ['device.type', said.deviceType ?? read.deviceType],
    ['device.family', said.deviceModel ?? read.deviceModel],
  ];
}

/** The tags with those of program and device that the sender did not set itself, as long as there is room. */
export function withClient(
  tags: ReadonlyMap<string, string>,
  client: SaidClient,
): ReadonlyMap<string, string> {
  const all = new Map(tags);
  for (const [key, value] of toTags(client)) {
    if (value !== null && !all.has(key) && all.size < LIMITS.tags) all.set(key, value);
  }
  return all.size === tags.size ? tags : all;
}
