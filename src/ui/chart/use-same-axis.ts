import { useState } from 'react';
import type { ValueAxis } from './value-axis.ts';

/** The axis before while this one says the same: of another one the library works out everything anew. */
export function useSameAxis(axis: ValueAxis): ValueAxis {
  const [kept, setKept] = useState(axis);
  if (kept === axis || JSON.stringify(kept) === JSON.stringify(axis)) return kept;
  setKept(axis);
  return axis;
}
