import type { Transaction } from '../src/model/transaction.ts';

const HEX = 16;

function hex(number: number, digits: number): string {
  return number.toString(HEX).padStart(digits, '0');
}

let built = 0;

/** What a test says of a transaction. `end` stands in for `start`. */
export type TransactionWords = Partial<Transaction> & { readonly end?: number };

/**
 * A transaction of which a test says only what it is about: 100 ms of `/` in the project `shop`, ok, no user,
 * unsampled, ended at 1,000 ms. Every one has a `row` and ids of its own.
 */
export function transaction({ end = 1_000, ...words }: TransactionWords = {}): Transaction {
  built += 1;
  const row = words.row ?? built;
  const duration = Math.fround(words.duration ?? 100);
  return {
    eventId: hex(row, 32),
    traceId: hex(row, 32),
    spanId: hex(row, 16),
    project: 'shop',
    transaction: '/',
    op: 'http.server',
    status: 'ok',
    start: end - duration,
    environment: null,
    release: null,
    user: null,
    userDisplay: null,
    sdk: null,
    httpMethod: null,
    httpStatus: null,
    weight: 1,
    vitals: {},
    tags: new Map(),
    attributes: new Map(),
    received: end,
    spans: 0,
    errors: 0,
    work: {},
    ...words,
    row,
    duration,
  };
}
