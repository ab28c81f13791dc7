/** A choice that is the reader's own and no part of a view: this browser keeps it for the next visit. */
export interface ReaderChoice<T extends string | number> {
  /** The choice of the last visit. A browser that keeps nothing, or keeps nonsense, means the first one. */
  readonly read: () => T;
  /** Keeps the choice, where the browser lets it. */
  readonly write: (choice: T) => void;
}

/** `key`: what it is kept under. The first of `choices` holds until another is made. */
export function readerChoice<T extends string | number>(
  key: string,
  choices: readonly [T, ...T[]],
): ReaderChoice<T> {
  const name = `longtail.${key}`;
  const [first] = choices;
  return {
    read: () => {
      try {
        const kept = localStorage.getItem(name);
        return choices.find((choice) => String(choice) === kept) ?? first;
      } catch {
        return first;
      }
    },
    write: (choice) => {
      try {
        if (choice === first) localStorage.removeItem(name);
        else localStorage.setItem(name, String(choice));
      } catch {
        // Storage is off or full: the choice holds until the page is left.
      }
    },
  };
}
