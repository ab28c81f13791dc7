import { writeNumbersAs } from '../model/number-style.ts';
import type { Writing } from '../model/writing.ts';

let current: Writing = { numbers: 'en-GB', durations: 'suited', firstDay: 1 };
const listeners = new Set<() => void>();

/** What is written from now on. */
export function applyWriting(writing: Writing): void {
  current = writing;
  writeNumbersAs(writing.numbers);
  for (const tell of listeners) tell();
}

/** How things are written now; another object once it is another way. */
export function writing(): Writing {
  return current;
}

/** Tells whenever things are written another way from now on. Returns a stop. */
export function onWriting(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
