import { readFile } from 'node:fs/promises';
import type { Problem } from '../../model/result.ts';
import { decodeSettings } from '../../formats/settings.ts';
import { DEFAULT_SETTINGS } from '../../model/source.ts';
import type { Settings } from '../../model/source.ts';
import { settingsTag } from '../../formats/settings-tag.ts';
import { Refusal } from '../http/refusal.ts';
import { writeWhole } from '../write-whole.ts';

/**
 * What users set. It stands in a file of its own, because no one sends it twice: a database that is built anew from
 * the spool would not have it.
 */
export class SettingsFile {
  readonly #path: string | null;
  #settings: Settings = DEFAULT_SETTINGS;
  #problem: Problem | null = null;
  #writing: Promise<void> = Promise.resolve();

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

  /**
   * Keeps settings in the place of those there are, one after the other. With a tag only of those that have it: throws
   * a `Refusal` where others were written since.
   */
  write(settings: Settings, tag?: string): Promise<void> {
    const written = this.#writing.then(() => this.#replace(settings, tag));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #replace(settings: Settings, tag: string | undefined): Promise<void> {
    if (tag !== undefined && tag !== '*' && tag !== settingsTag(this.#settings)) {
      throw new Refusal(
        412,
        'Somebody else has set something meanwhile.',
        'Read the settings again, and change what they are by now.',
      );
    }
    if (this.#path !== null) await writeWhole(this.#path, `${JSON.stringify(settings, null, 2)}\n`);
    this.#settings = settings;
    this.#problem = null;
  }
}
