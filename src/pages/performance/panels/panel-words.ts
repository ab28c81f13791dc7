import type { PanelKind } from '../../../view/view.ts';
import { RANKS } from './ranks.ts';

/** What a list widget is called, what its numbers are, and what it says. */
export interface PanelWords {
  readonly label: string;
  readonly head: string;
  readonly help: string;
}

const TRENDS_HELP =
  'Average of the second half of the range against the first, by the classic rules that the Trends page shows and tunes; without what is ignored there.';

export function panelWords(kind: PanelKind): PanelWords {
  switch (kind) {
    case 'regressed':
      return { label: 'Most regressed', head: 'change of avg', help: TRENDS_HELP };
    case 'improved':
      return { label: 'Most improved', head: 'change of avg', help: TRENDS_HELP };
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
