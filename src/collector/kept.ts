import { randomBytes } from 'node:crypto';
import type { Problem } from '../model/result.ts';
import { SettingsFile } from './contract/settings-file.ts';
import { DataDirectory } from './directory.ts';
import { openMemoryStore, openStore, putAside } from './open-store.ts';
import { writeAccount } from './spool/accounts.ts';
import { replay } from './spool/replay.ts';
import { Losses } from './spool/losses.ts';
import { BEGINNING, listSegments } from './spool/segments.ts';
import type { Position } from './spool/segments.ts';
import type { Entry } from './spool/spool.ts';
import type { Store } from './store/store.ts';
import type { WriterOptions } from './store/writer.ts';

/** All that outlives a request: in a data directory, or in memory. */
export interface Kept {
  /** Null: in memory. */
  readonly directory: DataDirectory | null;
  readonly store: Store;
  readonly settings: SettingsFile;
  readonly key: string;
  /** From which pseudonyms of users are made (`formats/privacy`). */
  readonly salt: string;
  /** What had to be done to open it, and since. */
  readonly problems: readonly Problem[];
  /** Takes away a database that turns out to be damaged; null: there is no file. */
  readonly putAside: ((damage: unknown) => Promise<void>) | null;
  /** What the spool holds that the tables do not; null when there is nothing. */
  readonly backlog: AsyncIterable<Entry> | null;
  /** Behind all that the spool holds at the start. */
  readonly end: Position;
  /** All that the spool holds up to a place. */
  readonly replay: (until: Position) => AsyncIterable<Entry>;
  /** Keeps what was counted before a segment of the spool. */
  readonly account: WriterOptions['account'];
  /** What of the spool could not be read. */
  readonly losses: Losses;
  /** Number of the first segment of the spool to write; it does not exist. */
  readonly nextSegment: number;
}

/** There is no spool behind tables in memory. */
async function* nothing(): AsyncGenerator<Entry, void, void> {
  // Nothing to hand over.
}

async function keepInMemory(key: string | null): Promise<Kept> {
  return {
    directory: null,
    store: await openMemoryStore(),
    settings: await SettingsFile.open(null),
    key: key ?? randomBytes(16).toString('hex'),
    salt: randomBytes(16).toString('hex'),
    problems: [],
    putAside: null,
    backlog: null,
    end: BEGINNING,
    replay: nothing,
    account: () => Promise.resolve(),
    losses: new Losses(),
    nextSegment: 1,
  };
}

/**
 * Opens what is kept in `path`, or in memory when it is null. `key` goes before the one in the directory. Throws a
 * StartError when the directory cannot be used.
 */
export async function openKept(path: string | null, key: string | null): Promise<Kept> {
  if (path === null) return keepInMemory(key);
  const directory = await DataDirectory.open(path);
  const ownKey = key ?? (await directory.readKey());
  const settings = await SettingsFile.open(directory.settings);
  const segments = await listSegments(directory.spool);
  const last = segments.at(-1) ?? 0;
  const { store, problems } = await openStore(directory);
  const { position } = store.progress;
  // A start never writes on in a segment of an earlier one: its end may be torn.
  const nextSegment = Math.max(last, position.segment) + 1;
  const isBehind = last >= position.segment && last > 0;
  const end = { segment: last, offset: Infinity };
  const losses = new Losses();
  const { spool, quarantine } = directory;
  return {
    directory,
    store,
    settings,
    key: ownKey,
    salt: await directory.readSalt(),
    problems,
    putAside: async (damage) => {
      problems.push(await putAside(directory, damage));
    },
    backlog: isBehind ? replay(spool, quarantine, position, end, losses) : null,
    end,
    replay: (until) => replay(spool, quarantine, BEGINNING, until, losses),
    account: (segment, { row }, { entries }) => writeAccount(spool, segment, { row, counts: entries }),
    losses,
    nextSegment,
  };
}
