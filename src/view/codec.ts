import { FIELDS } from './fields.ts';
import { DEFAULT_VIEW } from './view.ts';
import type { View } from './view.ts';

/** Version of the words an address is written in; it rises when a word changes its meaning. */
export const VIEW_VERSION = 1;

/** A part of an address that could not be read, in words for the person who opened it. */
export interface Notice {
  /** The parameter, such as `range`. */
  readonly key: string;
  readonly message: string;
}

export interface DecodedView {
  readonly view: View;
  readonly notices: readonly Notice[];
}

/**
 * Writes a view as the parameters of an address: only what differs from the default, in a fixed order, so that
 * equal views are equal addresses.
 */
export function encodeView(view: View): URLSearchParams {
  const params = new URLSearchParams();
  for (const field of FIELDS) {
    for (const [key, value] of field.encode(view)) params.append(key, value);
  }
  if (params.size === 0) return params;
  return new URLSearchParams([['v', String(VIEW_VERSION)], ...params]);
}

/**
 * Reads an address. A value that cannot be read falls back alone, to its default, and is reported; the others
 * stand. Never throws.
 */
export function decodeView(params: URLSearchParams): DecodedView {
  const notices: Notice[] = [];
  const version = params.get('v');
  if (version !== null && version !== String(VIEW_VERSION)) {
    notices.push({
      key: 'v',
      message: `This link was written by another version of Longtail (${version}). What could be read is shown.`,
    });
  }
  let view = DEFAULT_VIEW;
  for (const field of FIELDS) {
    const { problem, ...part } = field.decode(params);
    if (problem !== undefined) notices.push({ key: field.keys[0] ?? '', message: problem });
    view = { ...view, ...part };
  }
  return { view, notices };
}
