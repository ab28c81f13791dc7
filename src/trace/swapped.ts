import type { Span } from '../model/span.ts';

/** The attribute by which a decoder notes that a span came with its end before its start. */
export const SWAPPED_TIMES = 'longtail.timestamps.swapped';

/** Whether a span's times ran backwards: swapped by the decoder that read it, or still to be. */
export function isSwapped({ duration, attributes }: Pick<Span, 'duration' | 'attributes'>): boolean {
  return duration < 0 || attributes.get(SWAPPED_TIMES) === true;
}
