/** A row that says nothing of its weight, or nonsense, stands for itself. */
export function weightOf(value: number): number {
  return value > 0 ? value : 1;
}
