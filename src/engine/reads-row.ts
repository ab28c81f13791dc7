/** What a question says of rows alone, or of too many transactions to look through. */
const PASSED_OVER: ReadonlySet<string> = new Set(['fields', 'where', 'thresholds']);

/**
 * Whether a question orders, groups or measures by `row`, as it does by other numbers. Lists of fields and filters read it as
 * it is kept (`row-numbers.ts`).
 */
export function readsRow(question: unknown): boolean {
  if (typeof question !== 'object' || question === null) return question === 'row';
  return Object.entries(question).some(([name, part]) => !PASSED_OVER.has(name) && readsRow(part));
}
