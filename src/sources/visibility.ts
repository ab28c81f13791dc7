/** Whether the page that a source works for can be seen. */
export interface Visibility {
  readonly isVisible: boolean;
  /** Calls back with every change. Returns a stop. */
  watch(onChange: (isVisible: boolean) => void): () => void;
}

/** Of a page that says so itself; seen until it says otherwise. */
export class PageVisibility implements Visibility {
  readonly #watchers = new Set<(isVisible: boolean) => void>();
  #isVisible = true;

  get isVisible(): boolean {
    return this.#isVisible;
  }

  set(isVisible: boolean): void {
    if (isVisible === this.#isVisible) return;
    this.#isVisible = isVisible;
    for (const watcher of this.#watchers) watcher(isVisible);
  }

  watch(onChange: (isVisible: boolean) => void): () => void {
    const watcher = (isVisible: boolean): void => onChange(isVisible);
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }
}

/** Settles once the page can be seen, at once when it can; rejects with the signal's reason when that aborts. */
export function untilVisible(visibility: Visibility, signal?: AbortSignal): Promise<void> {
  if (visibility.isVisible) return Promise.resolve();
  return new Promise((resolve, reject: (reason: unknown) => void) => {
    const settle = (): void => {
      stop();
      signal?.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      settle();
      reject(signal?.reason);
    };
    const stop = visibility.watch((isVisible) => {
      if (!isVisible) return;
      settle();
      resolve();
    });
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort);
  });
}
