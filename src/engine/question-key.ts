/** A text that equal plain data share, infinities told apart. */
export function questionKey(data: unknown): string {
  const plain = JSON.stringify(data);
  // What is no number in JSON is written as null there; only then it has to be looked at more closely.
  if (!plain.includes('null')) return plain;
  return JSON.stringify(data, (_key, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? { number: String(value) } : value,
  );
}
