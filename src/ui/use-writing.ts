import { useSyncExternalStore } from 'react';
import { onWriting, writing } from './writing.ts';
import type { Writing } from '../model/writing.ts';

/** How things are written; what uses it is drawn again when that changes. */
export function useWriting(): Writing {
  return useSyncExternalStore(onWriting, writing);
}
