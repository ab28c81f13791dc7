/** Milliseconds of processor time of this process so far, on all its threads. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * The longest of many pieces of work. Processor time tells what of it was this program's: on a machine with other work
 * the clock counts that, too.
 */
export class Longest {
  ms = 0;
  processor = 0;
  #start = 0;
  #processorAtStart = 0;

  begin(): void {
    this.#processorAtStart = processorTime();
    this.#start = performance.now();
  }

  end(): void {
    this.ms = Math.max(this.ms, performance.now() - this.#start);
    this.processor = Math.max(this.processor, processorTime() - this.#processorAtStart);
  }
}
