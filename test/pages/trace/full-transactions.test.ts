import { expect, it } from 'vitest';
import { fullTransactions } from '../../../src/pages/trace/full-transactions.ts';
import type { Transaction } from '../../../src/model/transaction.ts';
import { span, transaction } from '../../trace/drawing.ts';

it('says which transactions have as many spans as their SDK sends', () => {
  const given: readonly Partial<Transaction>[] = [
    { transaction: 'full', sdk: 'sentry.python/2.0.0', spans: 1000 },
    { transaction: 'less', sdk: 'sentry.python/2.0.0', spans: 999 },
    { transaction: 'set higher', sdk: 'sentry.python/2.0.0', spans: 1001 },
    { transaction: 'other', sdk: 'opentelemetry', spans: 1000 },
  ];
  const transactions = new Map(given.map((part, at) => [at, transaction(span({}), part)]));
  const words = fullTransactions({ transactions });
  expect(words).toHaveLength(1);
  expect(words[0]).toMatch(/^full has 1,000 spans/);
});
