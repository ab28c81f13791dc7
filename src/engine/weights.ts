import type { Table } from './table.ts';

/** A row that says nothing of its weight, or nonsense, stands for itself. */
export function weightOf(value: number): number {
  return value > 0 ? value : 1;
}

/** Whether a row at some positions stands for more than itself. */
export function isSampled(table: Table, positions: Uint32Array): boolean {
  const weights = table.hasWeights ? table.values('weight') : null;
  if (weights === null) return false;
  for (let index = 0; index < positions.length; index++) if (weights[positions[index]!]! > 1) return true;
  return false;
}

/** The weight of each position; null where all are 1. */
export function weightsAt(table: Table, positions: Uint32Array): Float64Array | null {
  const column = table.hasWeights ? table.values('weight') : null;
  if (column === null) return null;
  const weights = new Float64Array(positions.length);
  let areOnes = true;
  for (let index = 0; index < positions.length; index++) {
    const weight = weightOf(column[positions[index]!]!);
    if (weight !== 1) areOnes = false;
    weights[index] = weight;
  }
  return areOnes ? null : weights;
}
