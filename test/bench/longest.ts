import { openSync, readSync } from 'node:fs';

/** Milliseconds of processor time of this process so far, on all its threads. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What Linux tells of this thread: nanoseconds on a processor, nanoseconds of waiting for one, turns. Null elsewhere. */
const SCHEDULED = ((): number | null => {
  try {
    return openSync('/proc/thread-self/schedstat', 'r');
  } catch {
    return null;
  }
})();
const LINE = new Uint8Array(96);

/** Milliseconds in which this thread could have run so far, had others not been given the processor; 0 where nobody tells. */
export function waitedTime(): number {
  if (SCHEDULED === null) return 0;
  const length = readSync(SCHEDULED, LINE, 0, LINE.length, 0);
  const [, waited] = String.fromCharCode(...LINE.subarray(0, length)).split(' ');
  return Number(waited) / 1e6;
}

/**
 * The longest of many pieces of work, and which that was. On a machine with other work the clock counts that, too: what the
 * clock says less what this thread waited for a processor (`own`) is what this program did, and processor time tells what it
 * took on all of its threads, those that collect garbage among them.
 */
export class Longest {
  ms = 0;
  own = 0;
  processor = 0;
  /** What the one was that took longest by `own`. */
  what = '';
  #start = 0;
  #waitedAtStart = 0;
  #processorAtStart = 0;

  begin(): void {
    this.#processorAtStart = processorTime();
    this.#waitedAtStart = waitedTime();
    this.#start = performance.now();
  }

  end(what = ''): void {
    const ms = performance.now() - this.#start;
    const own = Math.max(0, ms - (waitedTime() - this.#waitedAtStart));
    if (own >= this.own) this.what = what;
    this.own = Math.max(this.own, own);
    this.ms = Math.max(this.ms, ms);
    this.processor = Math.max(this.processor, processorTime() - this.#processorAtStart);
  }
}
