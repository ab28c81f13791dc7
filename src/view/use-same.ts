import { useState } from 'react';

/** The value before while this one says the same, compared as JSON: what is worked out of it need not be worked out again. */
export function useSame<Value>(value: Value): Value {
  const [kept, setKept] = useState(value);
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept;
  setKept(value);
  return value;
}
