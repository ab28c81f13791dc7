import { useRef } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { rateVital } from '../../metrics/vital-bands.ts';
import type { Bands } from '../../metrics/vital-bands.ts';
import { nameOf } from '../../model/column.ts';
import type { Result } from '../../model/result.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { NO_VALUE, formatCount, formatMinute, zoneName } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import { CellMenu } from '../../ui/table/CellMenu.tsx';
import table from '../../ui/table/table.module.css';
import { useRowKeys } from '../../ui/table/use-row-keys.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { traceLink } from '../../view/links.ts';
import { columnWords } from '../../view/metric-words.ts';
import { isKnown, numbersOf, textsOf } from '../../view/read-result.ts';
import { useList } from '../../view/use-ask.ts';
import { useView } from '../../view/use-view.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { samplesList, sourceTag } from './questions.ts';
import { useSampleActions } from './use-sample-actions.ts';
import css from './vitals.module.css';
import { RATING_WORDS, SOURCE_WORDS } from './vital-words.ts';

/** The page views with the largest values of a vital, each with its trace. */
export function Samples(props: {
  readonly vital: ShownVital;
  readonly scope: ComparedScope;
  readonly bands: Bands;
}): ReactNode {
  const { vital, scope, bands } = props;
  const answer = useList(samplesList(scope, vital));
  const { data, asked } = answer;
  // Of another vital while the new list is on its way.
  const shown = asked?.order.field === vital ? data : undefined;
  return (
    <section aria-label={`Samples of ${columnWords(vital)}`} className={css.samples}>
      <h2>
        Slowest samples
        {shown !== undefined && isKnown(shown) && (
          <span>
            {formatCount(shown.length)} of {formatCount(shown.total)} page views, the largest{' '}
            {columnWords(vital)} first
          </span>
        )}
      </h2>
      <ResultPanel
        answer={{ ...answer, data: shown }}
        skeleton={<RowsSkeleton rows={6} height={40} />}
        empty={<EmptyPanel size="widget" message={`No page view has ${columnWords(vital)}`} />}
      >
        {(result) => <SampleTable result={result} vital={vital} bands={bands} />}
      </ResultPanel>
    </section>
  );
}

function SampleTable(props: {
  readonly result: Result;
  readonly vital: ShownVital;
  readonly bands: Bands;
}): ReactNode {
  const { result, vital, bands } = props;
  const { view } = useView();
  const box = useRef<HTMLDivElement>(null);
  useRowKeys(box, result.length, () => undefined);
  const actionsOf = useSampleActions(result, vital);
  const tag = sourceTag(vital);
  const text = (name: string): readonly (string | null)[] => textsOf(result, name);
  const at = numbersOf(result, 'timestamp').values;
  const values = numbersOf(result, vital).values;
  const sources = tag === null ? null : text(nameOf({ tag }));
  const browsers = text(nameOf({ tag: 'browser' }));
  const devices = text(nameOf({ tag: 'device' }));
  return (
    <div ref={box} className={css.sampleBox}>
      <table className={table.table}>
        <caption className="hidden">
          Page views with the largest {columnWords(vital)}, each with its trace
        </caption>
        <thead>
          <tr>
            <th scope="col" data-align="left" data-kept data-pinned>
              Page
            </th>
            {sources !== null && (
              <th scope="col" data-align="left" data-kept>
                {SOURCE_WORDS[vital]}
              </th>
            )}
            <th scope="col" data-align="left">
              Browser
            </th>
            <th scope="col" data-align="left">
              User
            </th>
            <th scope="col" data-align="left">
              Release
            </th>
            <th scope="col" data-align="left">
              Time, {zoneName(at[0] ?? 0, view.zone)}
            </th>
            <th scope="col" data-kept>
              {columnWords(vital)}
            </th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: result.length }, (_, row) => {
            const value = values[row] ?? Number.NaN;
            const rating = rateVital(vital, value, bands);
            const trace = text('trace')[row] ?? '';
            const span = text('span')[row] ?? null;
            return (
              <tr key={text('event')[row] ?? row} data-row={row} data-key={row}>
                <td data-column="transaction" data-align="left" data-kept data-pinned>
                  <Link to={traceLink(view, { trace, span })} data-row-link>
                    <span className="hidden">Trace of a view of </span>
                    {toVisibleLine(text('transaction')[row] ?? '')}
                  </Link>
                </td>
                {sources !== null && (
                  <td data-column="source" data-align="left" data-kept>
                    <Words text={sources[row] ?? null} isCode />
                  </td>
                )}
                <td data-column="browser" data-align="left">
                  <Words text={[browsers[row], devices[row]].filter(Boolean).join(', ')} />
                </td>
                <td data-column="user.display" data-align="left">
                  <Words text={text('user.display')[row] ?? null} />
                </td>
                <td data-column="release" data-align="left">
                  <Words text={text('release')[row] ?? null} />
                </td>
                <td data-align="left">{formatMinute(at[row] ?? Number.NaN, view.zone)}</td>
                <td data-column="value" data-kept>
                  <span className={css.rated} data-rating={rating ?? undefined}>
                    <Figure name={vital} value={value} unit={vital === 'cls' ? 'none' : 'ms'} isColumn />
                    {rating !== null && <span className="hidden">, {RATING_WORDS[rating]}</span>}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <CellMenu table={box} actionsOf={actionsOf} />
    </div>
  );
}

function Words({
  text,
  isCode = false,
}: {
  readonly text: string | null;
  readonly isCode?: boolean;
}): ReactNode {
  const shown = text === null || text === '' ? NO_VALUE : toVisibleLine(text);
  return (
    <span title={shown} className={isCode && shown !== NO_VALUE ? css.code : css.words}>
      {shown}
    </span>
  );
}
