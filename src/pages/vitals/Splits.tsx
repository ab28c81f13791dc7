import type { ReactNode } from 'react';
import { rateVital } from '../../metrics/vital-bands.ts';
import type { Bands } from '../../metrics/vital-bands.ts';
import { nameOf } from '../../model/column.ts';
import type { Show } from '../../model/metric.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatCount } from '../../ui/format.ts';
import { ValueMenu } from '../../ui/table/CellMenu.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { clientFields } from '../../view/client-fields.ts';
import { withoutVersus } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { columnWords } from '../../view/metric-words.ts';
import { readShow, textsOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useTagKeys } from '../../view/use-tag-keys.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { ofVital, splitQuery } from './questions.ts';
import css from './vitals.module.css';
import { RATING_WORDS } from './vital-words.ts';

interface SplitProps {
  readonly vital: ShownVital;
  readonly scope: ComparedScope;
  readonly bands: Bands;
}

/** A vital by device, browser and place, as far as senders say them. */
export function Splits({ vital, scope, bands }: SplitProps): ReactNode {
  const shown = clientFields(useTagKeys(withoutVersus(ofVital(scope, vital))));
  if (shown.length === 0) return null;
  return (
    <section aria-label={`${columnWords(vital)} by device, browser and place`} className={css.splits}>
      {shown.map(({ name, tag }) => (
        <Split key={tag} name={name} tag={tag} vital={vital} scope={scope} bands={bands} />
      ))}
    </section>
  );
}

function Split(props: SplitProps & { readonly name: string; readonly tag: string }): ReactNode {
  const { name, tag, vital, scope, bands } = props;
  const { data, asked } = useAsk(splitQuery(scope, vital, tag));
  const make = useValueActions();
  const show: Show = { metric: 'p75', of: vital };
  const isOther = asked?.show.some(({ of }) => of === vital) === false;
  if (data === undefined || isOther) return null;
  const values = textsOf(data, nameOf({ tag }));
  const most = Math.max(...values.map((_, group) => readShow(data, show, group)), 0);
  return (
    <div className={css.split}>
      <h3>
        {name}
        <span>p75 {columnWords(vital)}</span>
      </h3>
      <ul>
        {values.map((value, group) => {
          const p75 = readShow(data, show, group);
          const count = readShow(data, { metric: 'count' }, group);
          const rating = rateVital(vital, p75, bands);
          return (
            <li key={value ?? ''}>
              <ValueMenu values={[make.ofText(name, { tag }, value)]} label={`Filter by ${tag}`}>
                <span className={css.splitName}>
                  {value === null || value === '' ? '(none)' : toVisibleLine(value)}
                </span>
              </ValueMenu>
              <span className={css.splitBar} aria-hidden>
                <i data-rating={rating ?? undefined} style={{ width: `${(p75 / most) * 100}%` }} />
              </span>
              <span className={css.rated} data-rating={rating ?? undefined}>
                <Figure name={show.metric} value={p75} unit={vital === 'cls' ? 'none' : 'ms'} isColumn />
                {rating !== null && <span className="hidden">, {RATING_WORDS[rating]}</span>}
              </span>
              <span className={css.splitCount} title="Page views">
                {formatCount(count)}
              </span>
            </li>
          );
        })}
      </ul>
      {data.total > data.length && <p>{formatCount(data.total - data.length)} more</p>}
    </div>
  );
}
