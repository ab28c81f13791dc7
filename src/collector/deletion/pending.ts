import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { writeWhole } from '../write-whole.ts';

const PendingFile = z.array(z.object({ project: z.string().nullable() }));

/** What somebody asked to be deleted and is not deleted everywhere yet: a start goes on with it. */
export class Pending {
  readonly #path: string | null;
  #projects: readonly (string | null)[];

  private constructor(path: string | null, projects: readonly (string | null)[]) {
    this.#path = path;
    this.#projects = projects;
  }

  /** Null: nothing is kept. A file that is none of ours is as good as empty, and replaced with the next deletion. */
  static async open(path: string | null): Promise<Pending> {
    if (path === null) return new Pending(null, []);
    const text = await readFile(path, 'utf8').catch(() => '[]');
    const read = PendingFile.safeParse(safeJson(text));
    return new Pending(path, read.success ? read.data.map(({ project }) => project) : []);
  }

  /** Projects, null for all of them. */
  get projects(): readonly (string | null)[] {
    return this.#projects;
  }

  /** Resolves when it is on disk. */
  async add(project: string | null): Promise<void> {
    await this.#write([...this.#projects, project]);
  }

  async done(project: string | null): Promise<void> {
    await this.#write(this.#projects.filter((each) => each !== project));
  }

  async #write(projects: readonly (string | null)[]): Promise<void> {
    if (this.#path !== null) {
      await writeWhole(this.#path, JSON.stringify(projects.map((project) => ({ project }))));
    }
    this.#projects = projects;
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
