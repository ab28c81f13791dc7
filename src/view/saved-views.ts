import type { SavedView } from '../model/source.ts';
import { decodeView, encodeView } from './codec.ts';
import type { DecodedView } from './codec.ts';
import { linkTo, toPage } from './links.ts';
import type { LinkTo, Page } from './links.ts';
import { DEFAULT_VIEW } from './view.ts';
import type { View } from './view.ts';

/**
 * A view as it is saved: the page and what it shows, without the source. Whoever keeps it is the source, and a demo
 * goes on after it was saved.
 */
export function savedAddress(view: View, page: Page): string {
  const params = encodeView({ ...view, source: DEFAULT_VIEW.source, selection: null }).toString();
  return params === '' ? page : `${page}?${params}`;
}

/** The page and the view of a saved address, of the source that is open. An address of another version is brought to today's words. */
export function readSaved(
  { address }: SavedView,
  source: View['source'],
): DecodedView & { readonly page: Page } {
  const [path = '', params = ''] = address.split(/\?(.*)/s);
  const page = toPage(path);
  const decoded = decodeView(new URLSearchParams(params));
  return { page, view: { ...decoded.view, source }, notices: decoded.notices };
}

export function savedLink(saved: SavedView, source: View['source']): LinkTo {
  const { page, view } = readSaved(saved, source);
  return linkTo(page, view);
}

/** The name under which a view is saved; null where it is not. */
export function nameOfSaved(views: readonly SavedView[], view: View, page: Page): string | null {
  const address = savedAddress(view, page);
  return views.find((saved) => savedAddressOf(saved) === address)?.name ?? null;
}

/** Every change of a page looks whether it is saved, and a saved view stays the same object. */
const ADDRESSES = new WeakMap<SavedView, string>();

/** A saved address in today's words. */
function savedAddressOf(saved: SavedView): string {
  const known = ADDRESSES.get(saved);
  if (known !== undefined) return known;
  const { page, view } = readSaved(saved, DEFAULT_VIEW.source);
  const address = savedAddress(view, page);
  ADDRESSES.set(saved, address);
  return address;
}

/** With a view under this name: in the place of the one that has it, else behind the others. */
export function withSaved(views: readonly SavedView[], saved: SavedView): SavedView[] {
  const isKnown = views.some(({ name }) => name === saved.name);
  return isKnown ? views.map((view) => (view.name === saved.name ? saved : view)) : [...views, saved];
}

/** With one of them under another name; a view that had that name gives way. */
export function withRenamed(views: readonly SavedView[], from: string, to: string): SavedView[] {
  return views
    .filter(({ name }) => name === from || name !== to)
    .map((view) => (view.name === from ? { ...view, name: to } : view));
}

/** With a deleted view back at its place, unless its name was given away meanwhile. */
export function withRestored(views: readonly SavedView[], saved: SavedView, at: number): SavedView[] {
  if (views.some(({ name }) => name === saved.name)) return [...views];
  return views.toSpliced(Math.min(at, views.length), 0, saved);
}
