import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { writeWhole } from '../write-whole.ts';

/** What somebody asked to be deleted. */
export interface Asked {
  /** Null: all of them. */
  readonly project: string | null;
  /** What is in segments of the spool below this one is to go, and nothing else. */
  readonly segment: number;
}

/** Where no segment is said, everything is meant that an earlier process took. */
const PendingFile = z.array(
  z.object({
    project: z.string().nullable(),
    segment: z.number().default(Number.MAX_SAFE_INTEGER),
  }),
);

/** What is asked to be deleted and is not deleted everywhere yet: a start goes on with it. */
export class Pending {
  readonly #path: string | null;
  #all: readonly Asked[];

  private constructor(path: string | null, all: readonly Asked[]) {
    this.#path = path;
    this.#all = all;
  }

  /** Null: nothing is kept. A file that is none of ours is as good as empty, and replaced with the next deletion. */
  static async open(path: string | null): Promise<Pending> {
    if (path === null) return new Pending(null, []);
    const text = await readFile(path, 'utf8').catch(() => '[]');
    const read = PendingFile.safeParse(safeJson(text));
    return new Pending(path, read.success ? read.data : []);
  }

  get all(): readonly Asked[] {
    return this.#all;
  }

  /** Resolves when it is on disk. */
  async add(asked: Asked): Promise<void> {
    await this.#write([...this.#all, asked]);
  }

  /** Takes off the first that was asked of the project: the same may be asked for again meanwhile. */
  async done({ project }: Pick<Asked, 'project'>): Promise<void> {
    const first = this.#all.findIndex((each) => each.project === project);
    await this.#write(this.#all.filter((_, place) => place !== first));
  }

  async #write(all: readonly Asked[]): Promise<void> {
    if (this.#path !== null) await writeWhole(this.#path, JSON.stringify(all));
    this.#all = all;
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
