import type { ReactNode } from 'react';
import { showName } from '../../../metrics/derive.ts';
import { Figure } from '../../../ui/figure/Figure.tsx';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../../ui/states/ResultPanel.tsx';
import { markOf } from '../../../view/compare.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { useAsk } from '../../../view/use-ask.ts';
import { OF_WHAT_IS_LOADED, useIsCut } from '../../../view/use-is-cut.ts';
import { PanelRow } from './PanelRow.tsx';
import { PanelSkeleton } from './PanelSkeleton.tsx';
import css from './panels.module.css';
import { rankQuery, rankUnits, toRanks } from './rank-question.ts';
import { RANKS } from './ranks.ts';
import type { RankKind } from './ranks.ts';

/** The transactions with most of something. */
export function RankPanel(props: {
  readonly scope: ComparedScope;
  readonly kind: RankKind;
  readonly rows: number;
}): ReactNode {
  const { scope, kind, rows } = props;
  const answer = useAsk(rankQuery(scope, kind));
  const isCut = useIsCut(answer.data?.complete);
  const { label, show, beside } = RANKS[kind];
  const units = rankUnits(kind);
  const empty = (
    <EmptyPanel
      size="widget"
      message={`${label}: none`}
      advice={isCut ? OF_WHAT_IS_LOADED : 'Nothing was found in this range.'}
    />
  );
  return (
    <ResultPanel answer={answer} size="widget" skeleton={<PanelSkeleton rows={rows} />} empty={empty}>
      {(result) => {
        const ranks = toRanks(result, kind, rows);
        if (ranks.length === 0) return empty;
        return (
          <ol className={css.list}>
            {ranks.map((row) => (
              <PanelRow key={JSON.stringify(row.id)} id={row.id}>
                <b className={css.value}>
                  <Figure
                    name={showName(show)}
                    value={row.value}
                    unit={units.value}
                    mark={markOf(show.metric, result)}
                  />
                </b>
                <span className={css.beside}>
                  <Figure
                    name={showName(beside)}
                    value={row.beside}
                    unit={units.beside}
                    mark={markOf(beside.metric, result)}
                  />
                </span>
              </PanelRow>
            ))}
          </ol>
        );
      }}
    </ResultPanel>
  );
}
