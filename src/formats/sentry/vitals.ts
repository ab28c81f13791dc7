import { toDuration } from '../../model/time.ts';
import { VITALS } from '../../model/transaction.ts';
import type { Vital } from '../../model/transaction.ts';
import { toNumber, toObject } from '../foreign-value.ts';

const MILLISECONDS: ReadonlyMap<unknown, number> = new Map([
  ['nanosecond', 1e-6],
  ['microsecond', 1e-3],
  ['millisecond', 1],
  ['second', 1000],
  ['minute', 60_000],
]);

/** The web vitals among a transaction's measurements; a time without a unit is in milliseconds. */
export function readVitals(measurements: unknown): Partial<Record<Vital, number>> {
  const given = toObject(measurements);
  const vitals: Partial<Record<Vital, number>> = {};
  for (const vital of VITALS) {
    const { value, unit } = toObject(given[vital]);
    const number = toNumber(value);
    if (number === null || number < 0) continue;
    vitals[vital] = toDuration(vital === 'cls' ? number : number * (MILLISECONDS.get(unit) ?? 1));
  }
  return vitals;
}
