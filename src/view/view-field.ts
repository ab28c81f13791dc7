import type { View } from './view.ts';

/** A part of the view and the parameters that carry it. */
export interface ViewField {
  readonly keys: readonly string[];
  /** Nothing where the part has its default. */
  readonly encode: (view: View) => readonly (readonly [string, string])[];
  /** The part, nothing for its default; and why it, or a piece of it, could not be read. */
  readonly decode: (params: URLSearchParams) => Partial<View> & { readonly problem?: string };
}
