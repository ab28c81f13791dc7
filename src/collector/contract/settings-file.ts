import { readFile } from 'node:fs/promises';
import type { Problem } from '../../model/result.ts';
import { decodeSettings } from '../../formats/settings.ts';
import { DEFAULT_SETTINGS } from '../../model/source.ts';
import type { Settings } from '../../model/source.ts';
import { writeWhole } from '../write-whole.ts';

/**
 * What users set. It stands in a file of its own, because no one sends it twice: a database that is built anew from
 * the spool would not have it.
 */
export class SettingsFile {
  readonly #path: string | null;
  #settings: Settings = DEFAULT_SETTINGS;
  #problem: Problem | null = null;

  private constructor(path: string | null) {
    this.#path = path;
  }

  /** Reads the file; with no path settings are kept in memory. A file that cannot be read is left as it is, and said. */
  static async open(path: string | null): Promise<SettingsFile> {
    const file = new SettingsFile(path);
    if (path === null) return file;
    try {
      file.#settings = decodeSettings(await readFile(path));
    } catch (error) {
      const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isMissing) {
        file.#problem = {
          kind: 'partial',
          message: `The settings in ${path} cannot be read; the defaults hold.`,
          advice: 'Repair the file and start again, or set them anew, which replaces it.',
        };
      }
    }
    return file;
  }

  get settings(): Settings {
    return this.#settings;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  async write(settings: Settings): Promise<void> {
    if (this.#path !== null) await writeWhole(this.#path, `${JSON.stringify(settings, null, 2)}\n`);
    this.#settings = settings;
    this.#problem = null;
  }
}
