import type { Attributes } from '../../model/span.ts';
import { toNumber } from '../foreign-value.ts';

/**
 * The probability in a `tracestate` by OpenTelemetry's consistent sampling: `ot=th:T` rejects the share T of all
 * traces, T being the first of 14 hexadecimal digits after the point; trailing zeros are left out.
 */
function probabilityOf(traceState: string): number | null {
  for (const member of traceState.split(',')) {
    const [vendor, value = ''] = member.trim().split('=', 2);
    if (vendor !== 'ot') continue;
    const threshold = value
      .split(';')
      .find((part) => part.startsWith('th:'))
      ?.slice(3);
    if (threshold !== undefined && /^[0-9a-f]{1,14}$/.test(threshold)) {
      return 1 - Number.parseInt(threshold, 16) / 16 ** threshold.length;
    }
  }
  return null;
}

/** How many traces this one stands for, by what its entry span says of its sampling; 1 when it says nothing. */
export function weightOf(attributes: Attributes, traceState: string): number {
  const isProbabilistic = attributes.get('sampler.type') === 'probabilistic';
  const probabilities = [
    probabilityOf(traceState),
    toNumber(attributes.get('sentry.sample_rate')),
    isProbabilistic ? toNumber(attributes.get('sampler.param')) : null,
  ];
  const probability = probabilities.find((value) => value !== null && value > 0 && value <= 1);
  return probability === undefined || probability === null ? 1 : Math.fround(1 / probability);
}
