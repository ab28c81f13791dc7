import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { SCHEMA_VERSION } from './store/schema.ts';
import { StartError } from './start-error.ts';
import { writeWhole } from './write-whole.ts';

const SchemaFile = z.object({ schema: z.number().int() });
const RunningFile = z.object({ pid: z.number().int(), url: z.string() });

/** What runs on a data directory, as it noted itself. */
export type Running = z.infer<typeof RunningFile>;

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Where everything is kept. */
export class DataDirectory {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes the directory and what is in it, if need be. Throws a StartError when it cannot be used. */
  static async open(path: string): Promise<DataDirectory> {
    const directory = new DataDirectory(path);
    try {
      await mkdir(directory.spool, { recursive: true, mode: 0o700 });
      await mkdir(directory.quarantine, { recursive: true, mode: 0o700 });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new StartError(
        `The data directory ${path} cannot be used: ${reason}`,
        'Choose another one with --data, or keep nothing with --memory.',
        error,
      );
    }
    return directory;
  }

  /** Segments of the spool. */
  get spool(): string {
    return join(this.path, 'spool');
  }

  /** What could not be read, kept for whoever wants to look. */
  get quarantine(): string {
    return join(this.path, 'quarantine');
  }

  get database(): string {
    return join(this.path, 'longtail.duckdb');
  }

  get settings(): string {
    return join(this.path, 'settings.json');
  }

  /** What is being deleted. */
  get deletions(): string {
    return join(this.path, 'deletions.json');
  }

  /** The files in quarantine, by name. */
  async quarantined(): Promise<readonly { readonly name: string; readonly bytes: number }[]> {
    const names = (await readdir(this.quarantine)).sort();
    return Promise.all(
      names.map(async (name) => ({ name, bytes: (await stat(join(this.quarantine, name))).size })),
    );
  }

  /** The key that senders give, made at the first start. Throws a StartError when the file holds something else. */
  readKey(): Promise<string> {
    return this.#readDigits('key', 'get a new key, which senders have to be told');
  }

  /** What pseudonyms of users are made from; as `readKey`. */
  readSalt(): Promise<string> {
    return this.#readDigits(
      'salt',
      'get a new one, by which users whose names are filtered get other pseudonyms',
    );
  }

  async #readDigits(name: string, effect: string): Promise<string> {
    const path = join(this.path, name);
    const digits = (await readText(path))?.trim();
    if (digits === undefined) {
      const made = randomBytes(16).toString('hex');
      await writeWhole(path, `${made}\n`);
      return made;
    }
    if (/^[0-9a-f]{32}$/.test(digits)) return digits;
    throw new StartError(
      `The file ${path} does not hold a ${name} of 32 hexadecimal digits.`,
      `Restore it, or delete it to ${effect}.`,
    );
  }

  /**
   * Whether the database there was made by an older version and has to be built anew from the spool. Throws a
   * StartError when a newer version wrote the directory.
   */
  async isOlder(): Promise<boolean> {
    const path = join(this.path, 'schema.json');
    const text = await readText(path);
    if (text === null) return false;
    const parsed = SchemaFile.safeParse(parseJson(text));
    if (!parsed.success) {
      throw new StartError(
        `The file ${path} does not say which version wrote the data.`,
        `Write {"schema":${SCHEMA_VERSION}} into it if this version did, or choose another directory with --data.`,
      );
    }
    const { schema } = parsed.data;
    if (schema > SCHEMA_VERSION) {
      throw new StartError(
        `The data in ${this.path} was written by a newer Longtail (format ${schema}; this one knows up to ${SCHEMA_VERSION}).`,
        'Start the newer version, or choose another directory with --data. Nothing was changed.',
      );
    }
    return schema < SCHEMA_VERSION;
  }

  async writeSchema(): Promise<void> {
    const path = join(this.path, 'schema.json');
    const text = `${JSON.stringify({ schema: SCHEMA_VERSION })}\n`;
    // A start on a full disk has nothing to write.
    if ((await readText(path)) !== text) await writeWhole(path, text);
  }

  /** Moves the files of the database to the quarantine, under a name with the time; answers the name. */
  async putDatabaseAside(now: number): Promise<string> {
    const name = `longtail-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.duckdb`;
    for (const ending of ['', '.wal']) {
      await rename(`${this.database}${ending}`, join(this.quarantine, `${name}${ending}`)).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT') throw error;
        },
      );
    }
    return name;
  }

  /** Deletes the files of the database: everything in them is in the spool as well. */
  async deleteDatabase(): Promise<void> {
    for (const ending of ['', '.wal']) await rm(`${this.database}${ending}`, { force: true });
  }

  /** What noted itself as running here last; null where nothing did. */
  async readRunning(): Promise<Running | null> {
    const text = await readText(this.#running);
    return text === null ? null : (RunningFile.safeParse(parseJson(text)).data ?? null);
  }

  async writeRunning(running: Running): Promise<void> {
    await writeWhole(this.#running, `${JSON.stringify(running)}\n`);
  }

  async deleteRunning(): Promise<void> {
    await rm(this.#running, { force: true });
  }

  get #running(): string {
    return join(this.path, 'running.json');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
