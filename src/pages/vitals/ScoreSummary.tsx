import type { ReactNode } from 'react';
import { ChangeMark } from '../../ui/figure/ChangeMark.tsx';
import { formatCount } from '../../ui/format.ts';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { otherSideOf, readCompared, toldOf } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { isKnown, readShow } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { ScoreRing } from './ScoreRing.tsx';
import { scoreQuery } from './questions.ts';
import css from './vitals.module.css';

/** The performance score of all page views, with how many have one and how many have not. */
export function ScoreSummary({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const query = scoreQuery(scope);
  const { data, asked, problem, retry, isStale } = useAsk(query);
  if (data === undefined && problem !== null) {
    return <ProblemPanel problem={problem} onRetry={retry} size="widget" />;
  }
  if (data === undefined || !isKnown(data)) {
    return (
      <div className={css.score} aria-busy>
        <Skeleton height={84} width={84} />
        <div className={css.awaited}>
          <Skeleton height={12} width={104} />
          <Skeleton height={10} width={136} />
          <Skeleton height={10} width={88} />
        </div>
      </div>
    );
  }
  const compared = readCompared(data, { metric: 'score' });
  const unscored = readShow(data, { metric: 'unscored' });
  const scored = readShow(data, { metric: 'count' }) - unscored;
  return (
    <section className={css.score} aria-label="Performance score" data-stale={isStale ? true : undefined}>
      <ScoreRing score={compared.value} />
      <div>
        <h2 title="LCP and INP count 30 of 100 each, FCP and CLS 15, TTFB 10. INP may be missing: the others then count for more.">
          Performance score
        </h2>
        <p>
          Average of {formatCount(scored)} {scored === 1 ? 'page view' : 'page views'}{' '}
          <ChangeMark name="score" none="" compared={toldOf(compared, otherSideOf(asked ?? query, data))} />
        </p>
        <p
          data-metric="unscored"
          data-exact={String(unscored)}
          title="A score needs LCP, FCP, CLS and TTFB. Navigations within a page have no LCP, FCP and TTFB."
        >
          {formatCount(unscored)} without a score
        </p>
      </div>
    </section>
  );
}
