import { formatCount } from '../../ui/format.ts';
import type { Loading } from '../../view/use-loading.ts';
import type { Settled } from '../../view/settle.ts';

/** `1.2 M of 8 M rows`; without the whole where nobody has said it. */
function partWords(rows: number, total: number | null): string {
  return `${formatCount(rows)}${total === null ? '' : ` of ${formatCount(total)}`} rows`;
}

/** What the reader of a report has to know of its figures: that they are of a part, or some of them earlier ones. */
export function reportQuality(
  { isComplete, hasFailed }: Settled,
  { loading, stopped }: Pick<Loading, 'loading' | 'stopped'>,
): (readonly [name: string, words: string])[] {
  const loaded =
    stopped !== null
      ? `${partWords(stopped.rows, stopped.total)}, the newest: loading was stopped`
      : loading !== null
        ? `${partWords(loading.rows, loading.total)} so far, the newest`
        : 'not all of the time';
  return [
    ...(isComplete ? [] : [['Loaded', loaded] as const]),
    ...(hasFailed
      ? [['Not current', 'some questions failed; earlier figures stand in their place'] as const]
      : []),
  ];
}
