import type { Band, Rating } from '../../metrics/vital-bands.ts';
import { formatDuration, formatPlain } from '../../ui/format.ts';
import type { ShownVital } from '../../view/vital-look.ts';

/** What a vital is called in full. */
export const VITAL_NAMES: Readonly<Record<ShownVital, string>> = {
  lcp: 'Largest Contentful Paint',
  inp: 'Interaction to Next Paint',
  cls: 'Cumulative Layout Shift',
  fcp: 'First Contentful Paint',
  ttfb: 'Time to First Byte',
  fid: 'First Input Delay',
};

/** What it says, in a sentence. */
export const VITAL_HELP: Readonly<Record<ShownVital, string>> = {
  lcp: 'How long it took until the largest element of the page was painted.',
  inp: 'How long the slowest interactions waited until the page showed that it had heard them.',
  cls: 'How much of the page moved without being asked to.',
  fcp: 'How long it took until anything was painted.',
  ttfb: 'How long it took until the first byte of the page came.',
  fid: 'How long the first interaction waited; INP has taken its place, so only page views without one count.',
};

/** How a rating is said; never by its colour alone. */
export const RATING_WORDS: Readonly<Record<Rating, string>> = {
  good: 'good',
  meh: 'needs work',
  poor: 'poor',
};

/** A value of a vital with its unit. */
export function formatVital(vital: ShownVital, value: number): string {
  return vital === 'cls' ? formatPlain(value) : formatDuration(value);
}

/** The limits of a band in words: `good to 2.50 s, poor above 4.00 s`. */
export function bandWords(vital: ShownVital, { good, poor, inclusive }: Band): string {
  const limit = (value: number): string => formatVital(vital, value);
  const [to, from] = inclusive ? ['up to', 'above'] : ['below', 'from'];
  return good === null
    ? `poor ${from} ${limit(poor)}`
    : `good ${to} ${limit(good)}, poor ${from} ${limit(poor)}`;
}

/** The head of the column that says where a vital comes from. */
export const SOURCE_WORDS: Readonly<Partial<Record<ShownVital, string>>> = {
  lcp: 'LCP element',
  inp: 'INP target',
  cls: 'What moved',
};
