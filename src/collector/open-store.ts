import type { Problem } from '../model/result.ts';
import type { DataDirectory } from './directory.ts';
import { readAccount } from './spool/accounts.ts';
import { StartError } from './start-error.ts';
import { Database, DatabaseInUse } from './store/database.ts';
import { isDiskFull, reasonOf } from './store/damage.ts';
import { Store } from './store/store.ts';

/** The tables, and what has to be said about how they were opened. */
export interface OpenedStore {
  readonly store: Store;
  /** Grows when a damaged file is put aside. */
  readonly problems: Problem[];
}

/** Puts files aside that cannot be read; answers what has to be said about it. */
export async function putAside(directory: DataDirectory, damage: unknown): Promise<Problem> {
  const name = await directory.putDatabaseAside(Date.now());
  return {
    kind: 'partial',
    message: `The database could not be read (${reasonOf(damage)}). It was put aside as quarantine/${name} and built anew from the spool.`,
    advice: 'Everything that was received is there again. Delete the file when you do not need it.',
  };
}

async function openFile({ database: path, spool }: DataDirectory): Promise<Store> {
  const database = await Database.open(path);
  try {
    return await Store.open(database, Date.now(), () => readAccount(spool));
  } catch (error) {
    database.close();
    throw error;
  }
}

async function inUse(directory: DataDirectory, cause: unknown): Promise<StartError> {
  const running = await directory.readRunning();
  const by = running === null ? 'Another process' : `Longtail (process ${running.pid}, ${running.url})`;
  return new StartError(
    `${by} already runs on the data directory ${directory.path}.`,
    'Open that one, stop it, or choose another directory with --data.',
    cause,
  );
}

/** Whether the file is there and good, but not for us. */
function isForbidden(error: unknown): boolean {
  return error instanceof Error && /permission denied|read-only/i.test(error.message);
}

/** Directories in use by this very process: the lock of the database keeps out only others. */
const open = new Set<string>();

/** Opens tables that live in memory. */
export async function openMemoryStore(): Promise<Store> {
  return Store.open(await Database.open(':memory:'), Date.now());
}

/**
 * Opens the tables of a data directory. A file that cannot be read is put aside and built anew from the spool, one
 * of an older version is built anew. Throws a StartError when another process has it, or a newer version wrote it.
 */
export async function openStore(directory: DataDirectory): Promise<OpenedStore> {
  const isOlder = await directory.isOlder();
  if (open.has(directory.path)) throw await inUse(directory, null);
  let opened: OpenedStore;
  try {
    opened = { store: await openFile(directory), problems: [] };
  } catch (error) {
    opened = await openAnew(directory, error, isOlder);
  }
  if (isOlder && opened.problems.length === 0) {
    opened.store.close();
    await directory.deleteDatabase();
    opened = { store: await openFile(directory), problems: [] };
  }
  await directory.writeSchema();
  open.add(directory.path);
  return opened;
}

/** Gives the directory back to others, once nobody reads any more. */
export async function closeStore(store: Store, directory: DataDirectory | null): Promise<void> {
  await store.database.drain();
  store.close();
  if (directory !== null) open.delete(directory.path);
}

async function openAnew(directory: DataDirectory, error: unknown, isOlder: boolean): Promise<OpenedStore> {
  if (error instanceof DatabaseInUse) throw await inUse(directory, error);
  if (isForbidden(error)) {
    throw new StartError(
      `The database ${directory.database} cannot be opened: ${reasonOf(error)}`,
      'Give this user the right to write it, or choose another directory with --data.',
      error,
    );
  }
  if (isDiskFull(error)) {
    throw new StartError(
      `The disk that holds ${directory.path} is full, and the database cannot be opened: ${reasonOf(error)}`,
      'Make room there, and start again. Nothing was changed.',
      error,
    );
  }
  if (isOlder) {
    await directory.deleteDatabase();
    return { store: await openFile(directory), problems: [] };
  }
  const problem = await putAside(directory, error);
  try {
    return { store: await openFile(directory), problems: [problem] };
  } catch (cause) {
    throw new StartError(
      `The database ${directory.database} cannot be made: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Check the disk, or choose another directory with --data.',
      cause,
    );
  }
}
