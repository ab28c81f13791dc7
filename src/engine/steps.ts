/**
 * Work in blocks: at each step one is done, and whoever takes the steps may stop between two of them (`return`), which
 * gives back what the work had taken. A block takes few milliseconds: a slot of rows, some groups, one statistic.
 */
export type Steps<Value> = Generator<void, Value, void>;

/** Takes all steps at once. */
export function finish<Value>(steps: Steps<Value>): Value {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
