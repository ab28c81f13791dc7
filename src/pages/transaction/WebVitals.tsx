import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { showName } from '../../metrics/derive.ts';
import type { Show } from '../../model/metric.ts';
import { DEFAULT_SETTINGS } from '../../model/source.ts';
import { VITALS } from '../../model/transaction.ts';
import { ChangeMark } from '../../ui/figure/ChangeMark.tsx';
import { Figure } from '../../ui/figure/Figure.tsx';
import { ValueMenu } from '../../ui/table/CellMenu.tsx';
import { otherSideOf, readCompared, toldOf } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { vitalsLink } from '../../view/links.ts';
import { columnWords } from '../../view/metric-words.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useSettings } from '../../view/use-settings.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import { useView } from '../../view/use-view.ts';
import { vitalsQuery } from './questions.ts';
import css from './transaction.module.css';
import { ratingOf } from './vital-rating.ts';

/** The p75 of the web vitals that the transactions carry; nothing where they carry none. */
export function WebVitals({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const query = vitalsQuery(scope);
  const { data, asked } = useAsk(query);
  const make = useValueActions();
  const { view } = useView();
  const bands = useSettings().settings?.bands ?? DEFAULT_SETTINGS.bands;
  if (data === undefined) return null;
  const side = otherSideOf(asked ?? query, data);
  const vitals = VITALS.map((of) => {
    const show: Show = { metric: 'p75', of };
    return { of, name: showName(show), compared: readCompared(data, show) };
  }).filter(({ compared }) => Number.isFinite(compared.value));
  if (vitals.length === 0) return null;
  return (
    <section aria-label="Web vitals" className={css.side}>
      <h2>
        <Link to={vitalsLink(view)} title="The web vitals of all pages">
          Web vitals
        </Link>{' '}
        <span className={css.quiet}>p75</span>
      </h2>
      <dl className={css.vitals}>
        {vitals.map(({ of, name, compared }) => {
          const rating = ratingOf(of, compared.value, bands);
          return (
            <div key={of}>
              <dt>{columnWords(of)}</dt>
              <dd>
                <ValueMenu
                  values={make.ofNumber(columnWords(of), of, compared.value)}
                  label={`Filter by ${columnWords(of)}`}
                >
                  <Figure name={name} value={compared.value} unit={compared.unit} />
                </ValueMenu>
                <ChangeMark name={name} compared={toldOf(compared, side)} />
                {rating !== null && (
                  <span className={css.rating} data-rating={rating}>
                    {rating}
                  </span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
