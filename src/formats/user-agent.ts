import { parse } from 'bowser';
import { shorten } from './limits.ts';

/** The program that somebody used, and the device that it ran on; null: not known. */
export interface Client {
  readonly browser: string | null;
  readonly browserVersion: string | null;
  readonly system: string | null;
  /** `desktop`, `mobile`, `tablet`, `tv` or `bot`. */
  readonly deviceType: string | null;
  readonly deviceModel: string | null;
}

export const UNKNOWN_CLIENT: Client = {
  browser: null,
  browserVersion: null,
  system: null,
  deviceType: null,
  deviceModel: null,
};

/** Longer ones are cut: nothing that a browser says of itself is so long. */
const LONGEST = 512;
/** Remembered: most senders are of a few kinds, and reading one takes a hundred tries. */
const REMEMBERED = 1_000;

const read = new Map<string, Client>();

/** Names as Sentry's servers give them, where they differ: by them filters and detectors are written. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['Microsoft Edge', 'Edge'],
  ['Samsung Internet for Android', 'Samsung Internet'],
]);

/** Programs of phones, which have other names than those of desks: on Android, and on iOS. */
const MOBILE: ReadonlyMap<string, readonly [android: string, ios: string]> = new Map([
  ['Chrome', ['Chrome Mobile', 'Chrome Mobile iOS']],
  ['Firefox', ['Firefox Mobile', 'Firefox iOS']],
  ['Edge', ['Edge Mobile', 'Edge Mobile']],
  ['Opera', ['Opera Mobile', 'Opera Mobile']],
  ['Safari', ['Safari', 'Mobile Safari']],
]);

function filled(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

/** `130` of `130.0.0.0`: what is not told apart any more is left out. */
function shortVersion(version: string | null): string | null {
  return version === null ? null : version.replace(/(?:\.0)+$/, '');
}

function browserName(name: string | null, system: string | null): string | null {
  if (name === null) return null;
  const known = RENAMED.get(name) ?? name;
  const [android, ios] = MOBILE.get(known) ?? [known, known];
  if (system === 'iOS') return ios;
  return system === 'Android' ? android : known;
}

function readClient(userAgent: string): Client {
  const { browser, os, platform } = parse(userAgent);
  const system = filled(os.name);
  return {
    browser: browserName(filled(browser.name), system),
    browserVersion: shortVersion(filled(browser.version)),
    system,
    deviceType: filled(platform.type),
    deviceModel: filled(platform.model),
  };
}

/** What a browser says of itself in the header of its requests; of another program nothing is known. */
export function readUserAgent(userAgent: string): Client {
  const text = shorten(userAgent.trim(), LONGEST);
  if (text === '') return UNKNOWN_CLIENT;
  const known = read.get(text);
  if (known !== undefined) return known;
  const client = readClient(text);
  if (read.size >= REMEMBERED) read.clear();
  read.set(text, client);
  return client;
}
