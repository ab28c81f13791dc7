// How busy each thread of this process is, second by second, where Linux tells it.
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';

const EVERY_MS = 1_000;
/** Processor time is told in hundredths of a second on every Linux of today. */
const TICKS = 100;
const TASKS = '/proc/self/task';

/** The number by which the system knows the thread that runs this; 0 where it does not tell. */
function ownTask(): number {
  try {
    return Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  } catch {
    return 0;
  }
}

/** Seconds of processor time that each thread has had. */
function used(): ReadonlyMap<number, number> {
  const seconds = new Map<number, number>();
  try {
    for (const task of readdirSync(TASKS)) {
      const [, rest = ''] = readFileSync(`${TASKS}/${task}/stat`, 'utf8').split(') ');
      const fields = rest.split(' ').map(Number);
      seconds.set(Number(task), ((fields[11] ?? NaN) + (fields[12] ?? NaN)) / TICKS);
    }
  } catch {
    // A thread that ends while it is looked at, or a system that tells nothing.
  }
  return seconds;
}

interface Named {
  readonly task: number;
  readonly thread: number;
}

/** Tells the main thread which this one is. */
export function tellTask(thread: number): void {
  const channel = new BroadcastChannel('tasks');
  const tell = channel.postMessage.bind(channel);
  tell({ task: ownTask(), thread } satisfies Named);
  channel.close();
}

/** Watches all threads; to be called in the main one before the others begin. Ends with what was seen as lines of text. */
export function watchThreads(): () => readonly string[] {
  const names = new Map<number, string>([[ownTask(), 'thread 0']]);
  const channel = new BroadcastChannel('tasks');
  channel.unref();
  channel.onmessage = (event) => {
    const { task, thread } = (event as { readonly data: Named }).data;
    names.set(task, `thread ${thread}`);
  };
  const seen: ReadonlyMap<number, number>[] = [];
  let before = used();
  const timer = setInterval(() => {
    const now = used();
    const busy = new Map<number, number>();
    for (const [task, seconds] of now) busy.set(task, seconds - (before.get(task) ?? 0));
    seen.push(busy);
    before = now;
  }, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    const all = [...new Set([...names.values(), 'all others'])].toSorted();
    return all.map((name) => {
      const each = seen.map((busy) => {
        const own = [...busy].filter(([task]) => (names.get(task) ?? 'all others') === name);
        return (100 * own.reduce((sum, [, seconds]) => sum + seconds, 0)).toFixed(0);
      });
      return `  ${name}, percent of a core in each second: ${each.join(' ')}`;
    });
  };
}
