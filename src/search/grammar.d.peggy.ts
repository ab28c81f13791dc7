import type { Piece } from './piece.ts';

/** Cuts a text into its pieces. `partners` holds for each parenthesis the place of the other one in its word, or −1. */
export function parse(text: string, options: { readonly partners: Int32Array }): readonly Piece[];
