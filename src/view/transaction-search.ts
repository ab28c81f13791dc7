import { both } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import { excludeAny, includeAny } from '../search/edit.ts';
import { print } from '../search/print.ts';
import { withConditionText } from './refine.ts';
import type { TransactionId } from './view.ts';

/** More transactions than this are named in no search: its address would be longer than servers and chats take. */
export const MOST_NAMED = 50;

/** Whether the names of some transactions mean them alone among all that are named. */
function isNameEnough(ids: readonly TransactionId[], all: readonly TransactionId[]): boolean {
  const names = new Set(ids.map(({ transaction }) => transaction));
  return all.filter(({ transaction }) => names.has(transaction)).length <= ids.length;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** The transactions by name and project: texts as a search takes them, which `like` nothing. */
function anyOf(ids: readonly TransactionId[]): Filter {
  return {
    kind: 'or',
    of: ids.map(({ project, transaction }) =>
      both(
        { kind: 'in', field: 'project', values: [orNull(project)] },
        { kind: 'in', field: 'transaction', values: [orNull(transaction)] },
      ),
    ),
  };
}

/**
 * A search narrowed to some transactions, of all that it finds. Where two projects have a transaction of one name, the
 * projects are named too.
 */
export function searchForTransactions(
  search: string,
  ids: readonly TransactionId[],
  all: readonly TransactionId[],
): string {
  if (isNameEnough(ids, all)) {
    return includeAny(
      search,
      'transaction',
      ids.map(({ transaction }) => orNull(transaction)),
    );
  }
  return withConditionText(search, `(${print(anyOf(ids))})`);
}

/** A search for everything but some transactions, of all that it finds. */
export function searchWithoutTransactions(
  search: string,
  ids: readonly TransactionId[],
  all: readonly TransactionId[],
): string {
  if (isNameEnough(ids, all)) {
    return excludeAny(
      search,
      'transaction',
      ids.map(({ transaction }) => orNull(transaction)),
    );
  }
  return withConditionText(search, print({ kind: 'not', of: anyOf(ids) }));
}
