import { FIELDS } from './fields.ts';
import { VIEW_VERSION, migrate } from './migrate.ts';
import { DEFAULT_VIEW } from './view.ts';
import type { View } from './view.ts';

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
    for (const [key, value] of field.encode(view)) {
      if (params.size === 0) params.append('v', String(VIEW_VERSION));
      params.append(key, value);
    }
  }
  return params;
}

const KNOWN: ReadonlySet<string> = new Set(['v', ...FIELDS.flatMap(({ keys }) => keys)]);

/** Names of parameters that are no part of a view: slips of the pen are not passed over in silence. */
function unknownIn(params: URLSearchParams): Notice[] {
  const unknown = [...new Set(params.keys())].filter((key) => !KNOWN.has(key));
  if (unknown.length === 0) return [];
  const words = unknown.map((key) => `“${key}”`).join(', ');
  return [{ key: unknown[0] ?? '', message: `The address says ${words}, which means nothing here.` }];
}

/**
 * Reads an address of any version. A value that cannot be read falls back alone, to its default, and is reported; the
 * others stand. Never throws.
 */
export function decodeView(written: URLSearchParams): DecodedView {
  const { params, problem } = migrate(written);
  const notices: Notice[] = problem === null ? [] : [{ key: 'v', message: problem }];
  let view = DEFAULT_VIEW;
  for (const field of FIELDS) {
    const { problem, ...part } = field.decode(params);
    if (problem !== undefined) notices.push({ key: field.keys[0] ?? '', message: problem });
    view = { ...view, ...part };
  }
  return { view, notices: [...notices, ...unknownIn(params)] };
}
