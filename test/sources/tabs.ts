import type { Sharing } from '../../src/sources/api/share-revisions.ts';

interface Waiting {
  readonly grant: () => void;
  readonly signal: AbortSignal | undefined;
}

interface Lock {
  readonly line: Waiting[];
  /** Takes the lock from its holder; null while nobody has it. */
  rob: (() => void) | null;
}

let browsers = 0;

/** The locks and channels of one browser, as every tab of it has them: `navigator.locks` with `steal` and `signal`. */
export function createTabs(): Sharing {
  browsers += 1;
  const browser = browsers;
  const all = new Map<string, Lock>();

  function lockOf(name: string): Lock {
    const lock = all.get(name) ?? { line: [], rob: null };
    all.set(name, lock);
    return lock;
  }

  function next(lock: Lock): void {
    lock.rob = null;
    lock.line.shift()?.grant();
  }

  async function hold<Value>(lock: Lock, work: () => Promise<Value>): Promise<Value> {
    const robbed = new Promise<never>((_, reject) => {
      lock.rob = () => reject(new DOMException('The lock was stolen.', 'AbortError'));
    });
    const mine = lock.rob;
    try {
      return await Promise.race([work(), robbed]);
    } finally {
      if (lock.rob === mine) next(lock);
    }
  }

  async function request<Value>(
    name: string,
    options: LockOptions,
    work: (lock: null) => Promise<Value>,
  ): Promise<Value> {
    const lock = lockOf(name);
    if (options.steal === true) {
      lock.rob?.();
    } else if (lock.rob !== null) {
      const { signal } = options;
      await new Promise<void>((grant, reject: (reason: unknown) => void) => {
        const waiting: Waiting = { grant, signal };
        lock.line.push(waiting);
        signal?.addEventListener('abort', () => {
          const place = lock.line.indexOf(waiting);
          if (place < 0) return;
          lock.line.splice(place, 1);
          reject(signal.reason);
        });
      });
    }
    return hold(lock, () => work(null));
  }

  return {
    locks: { request: request as Sharing['locks']['request'] },
    openChannel: (name) => new BroadcastChannel(`browser ${browser} ${name}`),
  };
}
