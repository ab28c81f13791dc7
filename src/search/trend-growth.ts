import { parsePercentage } from './number.ts';

/**
 * Reads by how much a later value is above an earlier one, as the ratio of the two: `5%` and `0.05` are 1.05 (105 ÷ 100,
 * which is that number to the last bit). NaN when it is no share.
 */
export function parseGrowth(text: string): number {
  const share = parsePercentage(text);
  const isPercent = !Number.isNaN(share) && text.endsWith('%');
  return isPercent ? (100 + parsePercentage(text.slice(0, -1))) / 100 : 1 + share;
}
