import type { Decoded } from '../../model/decoded.ts';

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Whether anything of a request becomes a row. */
export function hasRows({ transactions, spans, errors }: Decoded): boolean {
  return transactions.length + spans.length + errors.length > 0;
}

/** What was in a request, for a person: `1 transaction, 2 errors; skipped 1 session`. */
export function describe(decoded: Decoded): string {
  const { transactions, spans, errors, skipped, refused } = decoded;
  const kept = [
    transactions.length > 0 ? counted(transactions.length, 'transaction') : null,
    spans.length > 0 ? counted(spans.length, 'span') : null,
    errors.length > 0 ? counted(errors.length, 'error') : null,
  ].filter((part) => part !== null);
  const left = [
    ...skipped.map(({ kind, count }) => `skipped ${count} ${kind}`),
    ...refused.map(({ count, problem }) => `refused ${count}: ${problem.message} ${problem.advice}`.trim()),
  ];
  return [kept.length > 0 ? kept.join(', ') : 'nothing to show', ...left].join('; ');
}
