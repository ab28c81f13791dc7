import { both } from '../../model/filter.ts';
import type { Filter } from '../../model/filter.ts';
import type { Query } from '../../model/query.ts';
import { numbersOf, readShow } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useScope } from '../../view/use-scope.ts';

const ROWS = { metric: 'sampled_count' } as const;
/** Sample rates that are told apart; senders use few. */
const MOST_RATES = 6;

/** How good the rows of a page are for what is asked of them; NaN while it is not known. */
export interface RangeQuality {
  readonly rows: number;
  readonly withoutUser: number;
  /** Rows that came when the time they are of was over. */
  readonly late: number;
  /** For each rate that clients sent at: how many transactions a row stands for, and how many such rows there are. */
  readonly rates: readonly { readonly weight: number; readonly rows: number }[];
}

/** Asks about the rows that the page shows, whatever page it is. */
export function useRangeQuality(): RangeQuality {
  const scope = useScope();
  const { range, where, having, havingOver } = scope;
  const about = (filter: Filter): Query => ({
    of: 'transactions',
    range,
    where: both(where, filter),
    ...(having === undefined ? {} : { having, havingOver: havingOver ?? { range, where } }),
    by: [],
    show: [ROWS],
  });
  const all = useAsk(about({ kind: 'and', of: [] }));
  const withoutUser = useAsk(about({ kind: 'not', of: { kind: 'has', field: 'user' } }));
  const late = useAsk(about({ kind: 'compare', field: 'received', is: '>=', value: range.end }));
  const rates = useAsk({
    ...about({ kind: 'and', of: [] }),
    by: ['weight'],
    order: [{ show: 0, desc: true }],
    limit: MOST_RATES,
  });
  const countIn = ({ data }: typeof all): number => (data === undefined ? Number.NaN : readShow(data, ROWS));
  const { data } = rates;
  return {
    rows: countIn(all),
    withoutUser: countIn(withoutUser),
    late: countIn(late),
    rates:
      data === undefined
        ? []
        : Array.from(numbersOf(data, 'weight').values, (weight, group) => ({
            weight,
            rows: readShow(data, ROWS, group),
          })),
  };
}
