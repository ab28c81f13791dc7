import type { Problem } from '../model/result.ts';
import type { StoppedLoad, Update } from '../model/source.ts';
import type { Range } from '../model/time.ts';

/** Milliseconds between two updates at least: a screen shows no more than ten steps of progress a second. */
const PACE = 100;

/** Gathers what changed and tells those who watch, at most ten times a second; of the first rows of all at once. */
export class Updates {
  readonly #watchers = new Set<(update: Update) => void>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #toldAt = -Infinity;
  #changed: Range | null = null;
  #revision = 0;
  #loading: Update['loading'] = null;
  #stopped: StoppedLoad | null = null;
  #opening: Update['opening'] = null;
  #problem: Problem | null = null;

  /** Rises with every change of the rows held, and of the times that are held in full. */
  get revision(): number {
    return this.#revision;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  watch(onUpdate: (update: Update) => void): () => void {
    // Of its own, so that the same function may watch twice.
    const watcher = (update: Update): void => onUpdate(update);
    this.#watchers.add(watcher);
    // Who comes late is told what is going on.
    if (this.#loading !== null || this.#stopped !== null || this.#problem !== null) this.#schedule();
    return () => void this.#watchers.delete(watcher);
  }

  /** Rows of this time were added, replaced or removed, or it is now held in full, or no longer. */
  changed(range: Range): void {
    if (this.#revision === 0 && this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
      this.#toldAt = -Infinity;
    }
    this.#revision += 1;
    const before = this.#changed ?? range;
    this.#changed = { start: Math.min(before.start, range.start), end: Math.max(before.end, range.end) };
    this.#schedule();
  }

  loading(loading: Update['loading']): void {
    if (loading === null && this.#loading === null) return;
    this.#loading = loading;
    this.#schedule();
  }

  stopped(stopped: StoppedLoad | null): void {
    if (stopped === this.#stopped) return;
    this.#stopped = stopped;
    this.#schedule();
  }

  opening(opening: Update['opening']): void {
    this.#opening = opening;
    this.#schedule();
  }

  trouble(problem: Problem | null): void {
    if (problem?.message === this.#problem?.message) return;
    this.#problem = problem;
    this.#schedule();
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#watchers.clear();
  }

  #schedule(): void {
    const wait = Math.max(0, this.#toldAt + PACE - performance.now());
    this.#timer ??= setTimeout(() => this.#tell(), wait);
  }

  #tell(): void {
    this.#timer = null;
    this.#toldAt = performance.now();
    const update: Update = {
      revision: this.#revision,
      changed: this.#changed,
      loading: this.#loading,
      stopped: this.#stopped,
      opening: this.#opening,
      problem: this.#problem,
    };
    this.#changed = null;
    for (const watcher of this.#watchers) watcher(update);
  }
}
