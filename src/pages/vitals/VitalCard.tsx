import type { ReactNode } from 'react';
import { rateVital } from '../../metrics/vital-bands.ts';
import type { Bands } from '../../metrics/vital-bands.ts';
import { readVitalShares, sumOfPages, vitalSharesQuery } from '../../metrics/vital-shares.ts';
import type { Show } from '../../model/metric.ts';
import { ChangeMark } from '../../ui/figure/ChangeMark.tsx';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatCount } from '../../ui/format.ts';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { otherSideOf, readCompared, toldOf, withoutVersus } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { columnWords } from '../../view/metric-words.ts';
import { isKnown } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { ShareBar } from './ShareBar.tsx';
import { ofVital, vitalQuery } from './questions.ts';
import css from './vitals.module.css';
import { RATING_WORDS, VITAL_NAMES, bandWords } from './vital-words.ts';

/** One vital in numbers; pressed, it is the one that the page shows. */
export function VitalCard(props: {
  readonly vital: ShownVital;
  readonly scope: ComparedScope;
  readonly bands: Bands;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}): ReactNode {
  const { vital, scope, bands, isChosen, onChoose } = props;
  const query = vitalQuery(scope, vital);
  const { asked, problem, retry, isStale, ...answer } = useAsk(query);
  const data = answer.data !== undefined && isKnown(answer.data) ? answer.data : undefined;
  const shares = useAsk(vitalSharesQuery(withoutVersus(ofVital(scope, vital)), vital, bands)).data;
  if (data === undefined && problem !== null) {
    return <ProblemPanel problem={problem} onRetry={retry} size="widget" />;
  }
  const show: Show = { metric: 'p75', of: vital };
  const compared = data === undefined ? null : readCompared(data, show);
  const rating = compared === null ? null : rateVital(vital, compared.value, bands);
  const counts = shares === undefined ? null : sumOfPages(readVitalShares(shares, vital, bands));
  const band = bands[vital];
  return (
    <button
      type="button"
      className={css.card}
      aria-pressed={isChosen}
      data-stale={isStale ? true : undefined}
      title={band === undefined ? 'The chosen bands judge no such value.' : bandWords(vital, band)}
      onClick={onChoose}
    >
      <span className={css.cardName}>
        <b>{columnWords(vital)}</b> <span>{VITAL_NAMES[vital]}</span>
      </span>
      {compared === null || data === undefined ? (
        <Skeleton height={28} width={72} />
      ) : (
        <span className={css.cardValue}>
          <span className={css.aggregate}>p75</span>
          <Figure name={`p75(${vital})`} value={compared.value} unit={compared.unit} />
          <ChangeMark name={vital} none="" compared={toldOf(compared, otherSideOf(asked ?? query, data))} />
        </span>
      )}
      {counts === null ? <span className={css.shares} aria-hidden /> : <ShareBar counts={counts} />}
      <span className={css.cardFoot}>
        {rating !== null && <span data-rating={rating}>{RATING_WORDS[rating]}</span>}
        <span>{data === undefined ? '' : `n ${formatCount(data.matched)}`}</span>
      </span>
    </button>
  );
}
