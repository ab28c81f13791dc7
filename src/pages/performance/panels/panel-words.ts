import type { PanelKind } from '../../../view/view.ts';
import { RANKS } from './rank-question.ts';
import { LEAST_CONFIDENCE } from './trend-question.ts';

/** What a list widget is called, what its numbers are, and what it says. */
export interface PanelWords {
  readonly label: string;
  readonly head: string;
  readonly help: string;
}

const TRENDS_HELP = `Average of the second half of the range against the first; only where Welch’s t is above ${LEAST_CONFIDENCE}, so that chance does not explain it.`;

export function panelWords(kind: PanelKind): PanelWords {
  switch (kind) {
    case 'regressed':
      return { label: 'Most regressed', head: 'avg, first half → second', help: TRENDS_HELP };
    case 'improved':
      return { label: 'Most improved', head: 'avg, first half → second', help: TRENDS_HELP };
    case 'errors':
      return {
        label: 'Most related errors',
        head: 'errors, users',
        help: 'Errors by type, transaction and the innermost call of your own, most of them first.',
      };
    case 'durations':
      return {
        label: 'Durations',
        head: 'events by duration',
        help: 'How often each duration occurs, on a log axis.',
      };
    default:
      return RANKS[kind];
  }
}
