import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Bands } from '../../metrics/vital-bands.ts';
import { readShow } from '../../view/read-result.ts';
import { AlertLink } from '../../ui/chart/AlertLink.tsx';
import { formatCount, formatPercent } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import table from '../../ui/table/table.module.css';
import type { ComparedScope } from '../../view/compare.ts';
import { newAlertLink } from '../../view/links.ts';
import { columnWords } from '../../view/metric-words.ts';
import { numbersOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useView } from '../../view/use-view.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { VitalHistogram, toVitalBins } from './VitalHistogram.tsx';
import type { VitalBin } from './VitalHistogram.tsx';
import { distributionQuery, vitalEdges, vitalQuery } from './questions.ts';
import css from './vitals.module.css';
import { RATING_WORDS, formatVital } from './vital-words.ts';

const HEIGHT = 220;

/** How often each value of a vital occurs, as a picture or as a table. */
export function VitalDistribution(props: {
  readonly vital: ShownVital;
  readonly scope: ComparedScope;
  readonly bands: Bands;
}): ReactNode {
  const { vital, scope, bands } = props;
  const { view } = useView();
  const answer = useAsk(distributionQuery(scope, vital, bands));
  const p75 = useAsk(vitalQuery(scope, vital)).data;
  const [isTable, setIsTable] = useState(false);
  const { data } = answer;
  const bins = useMemo(() => {
    if (data === undefined) return [];
    const counts = numbersOf(data, 'count').values;
    const from = numbersOf(data, `bin:${vital}`).values;
    const byEdge = new Map(Array.from(from, (edge, at) => [edge, counts[at] ?? 0]));
    return toVitalBins(vital, data.edges ?? vitalEdges(vital, bands), byEdge, bands);
  }, [data, vital, bands]);
  return (
    <section aria-label={`Distribution of ${columnWords(vital)}`} className={css.plot}>
      <h2>
        Distribution{' '}
        <button
          type="button"
          className={css.quietButton}
          aria-pressed={isTable}
          onClick={() => setIsTable(!isTable)}
        >
          {isTable ? 'View as picture' : 'View as table'}
        </button>
        <AlertLink
          name={`Distribution of ${columnWords(vital)}`}
          to={newAlertLink(view, { metric: 'p75', of: vital })}
        />
      </h2>
      <ResultPanel
        answer={answer}
        size="widget"
        skeleton={<Skeleton height={HEIGHT} />}
        empty={<EmptyPanel size="widget" message={`No page view has ${columnWords(vital)}`} />}
      >
        {() =>
          isTable ? (
            <BinTable vital={vital} bins={bins} />
          ) : (
            <VitalHistogram
              vital={vital}
              bins={bins}
              bands={bands}
              p75={p75 === undefined ? Number.NaN : readShow(p75, { metric: 'p75', of: vital })}
              height={HEIGHT}
            />
          )
        }
      </ResultPanel>
    </section>
  );
}

function BinTable({
  vital,
  bins,
}: {
  readonly vital: ShownVital;
  readonly bins: readonly VitalBin[];
}): ReactNode {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={css.binTable} style={{ height: HEIGHT }} tabIndex={0} role="region" aria-label="Values">
      <table className={table.table}>
        <caption className="hidden">Page views by {columnWords(vital)}</caption>
        <thead>
          <tr>
            <th scope="col" data-align="left">
              {columnWords(vital)}
            </th>
            <th scope="col">Page views</th>
            <th scope="col">Share</th>
            <th scope="col" data-align="left">
              Rating
            </th>
          </tr>
        </thead>
        <tbody>
          {bins.map(({ from, to, count, rating }, bin) =>
            count === 0 ? null : (
              <tr key={from}>
                <td data-align="left">
                  {bin === bins.length - 1
                    ? `${formatVital(vital, from)} and more`
                    : `${formatVital(vital, from)} – ${formatVital(vital, to)}`}
                </td>
                <td>{formatCount(count)}</td>
                <td>{formatPercent(count / total)}</td>
                <td data-align="left">{rating === null ? 'not judged' : RATING_WORDS[rating]}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}
