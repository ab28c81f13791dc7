import type { Stat } from '../../metrics/stat.ts';

/** Whether bits in the order of time know a statistic. `isWeighable`: also what counts rows by their weight. */
export function isSliced(stat: Stat, isWeighable: boolean): boolean {
  switch (stat.kind) {
    case 'rows':
    case 'users':
    case 'measured users':
    case 'miserable users':
    case 'minutes':
      return true;
    case 'count':
    case 'failed':
    case 'measured':
    case 'satisfied':
    case 'tolerating':
      return isWeighable;
    case 'present':
    case 'sum':
    case 'quantile':
      return isWeighable && stat.of === 'duration';
    case 'min':
      return stat.of === 'duration';
    case 'max':
      return stat.of === 'duration' || stat.of === 'timestamp';
    case 'variance':
    case 'scored':
    case 'unscored':
    case 'score sum':
      return false;
  }
}

/** Whether a statistic counts rows by their weight. */
export function isWeighed(stat: Stat): boolean {
  return isSliced(stat, true) && !isSliced(stat, false);
}
