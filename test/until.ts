import { vi } from 'vitest';

/** Tries until nothing is thrown: soon where things go well, and with patience where the machine is busy. */
export function until<Value>(attempt: () => Value | Promise<Value>): Promise<Value> {
  return vi.waitFor(attempt, { interval: 5, timeout: 15_000 });
}
