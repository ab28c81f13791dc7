import { decodeView } from './codec.ts';
import type { DecodedView } from './codec.ts';
import type { View } from './view.ts';

/** Addresses that are remembered: the one that is drawn, the ones edits lead to, and where one came from. */
const MOST_KEPT = 8;
const kept = new Map<string, DecodedView>();
let last: View | null = null;

/** The view with the parts of an earlier one that say the same: who works something out of a part need not do so again. */
function withPartsOf(view: View, earlier: View): View {
  const parts = new Map<string, unknown>(Object.entries(earlier));
  const same = Object.entries(view).flatMap(([name, part]) => {
    const before = parts.get(name);
    return typeof part === 'object' && JSON.stringify(part) === JSON.stringify(before)
      ? [[name, before]]
      : [];
  });
  return { ...view, ...(Object.fromEntries(same) as Partial<View>) };
}

/**
 * The view that the parameters of an address say. Every part of a page reads the same address, so it is decoded once; parts
 * of the view that say the same as in the address before are the same objects.
 */
export function readAddress(search: string): DecodedView {
  const known = kept.get(search);
  if (known !== undefined) return known;
  const decoded = decodeView(new URLSearchParams(search));
  const read = last === null ? decoded : { ...decoded, view: withPartsOf(decoded.view, last) };
  last = read.view;
  kept.set(search, read);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return read;
}
