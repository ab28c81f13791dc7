import type { ReactNode } from 'react';
import type { Result } from '../../model/result.ts';
import { FactsSkeleton } from '../../ui/figure/Facts.tsx';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { useTellHeader } from '../../view/page-header.tsx';
import { isKnown, readShow, textsOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { thresholdOf } from '../../view/threshold-of.ts';
import { useSettings } from '../../view/use-settings.ts';
import { useTransactionScope } from '../../view/use-transaction-scope.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import { Events } from './Events.tsx';
import { FACT_LABELS, Facts } from './Facts.tsx';
import { Header } from './Header.tsx';
import { BackLink, NotFound } from './NotFound.tsx';
import { Stage } from './Stage.tsx';
import { Breakdowns } from './Breakdowns.tsx';
import { SuspectTags } from './explain/SuspectTags.tsx';
import { Operations } from './Operations.tsx';
import { RelatedErrors } from './RelatedErrors.tsx';
import { SuspectSpans } from './SuspectSpans.tsx';
import { StatusBreakdown } from './StatusBreakdown.tsx';
import { WebVitals } from './WebVitals.tsx';
import { factsQuery, opQuery } from './questions.ts';
import css from './transaction.module.css';

/** The page of one transaction. */
export function TransactionPage(): ReactNode {
  const { transaction } = useView().view;
  if (transaction === null) {
    return (
      <EmptyPanel
        size="page"
        message="The address names no transaction"
        advice="It may be cut off."
        action={<BackLink />}
      />
    );
  }
  return <Page key={`${transaction.project}\n${transaction.transaction}`} id={transaction} />;
}

/** `p95 412 ms`; nothing while it is not known. */
function p95Words(facts: Result | undefined): string[] {
  const p95 = facts === undefined ? Number.NaN : readShow(facts, { metric: 'p95' });
  return Number.isFinite(p95) ? [`p95 ${formatDuration(p95)}`] : [];
}

function nameOfOne(environment: string | null): string {
  return environment === null ? 'no environment' : toVisibleLine(environment);
}

function Page({ id }: { readonly id: TransactionId }): ReactNode {
  const { view } = useView();
  const scope = useTransactionScope(id);
  const { settings } = useSettings();
  const query = factsQuery(scope);
  const answer = useAsk(query);
  const ops = useAsk(opQuery(scope)).data;
  const op = ops === undefined ? '' : (textsOf(ops, 'op')[0] ?? '');
  const { data } = answer;
  const events =
    data === undefined || !isKnown(data)
      ? ''
      : `${formatCount(data.matched)} ${data.matched === 1 ? 'event' : 'events'}`;
  const title = toVisibleLine(id.transaction);
  useTellHeader(title, events, [...p95Words(data), title, ...view.environments.map(nameOfOne)].join(' · '));
  return (
    <>
      <Header id={id} op={op} />
      <ResultPanel
        answer={answer}
        skeleton={
          <>
            <FactsSkeleton labels={FACT_LABELS} />
            <div className={css.stage}>
              <Skeleton height={340} />
            </div>
          </>
        }
        empty={<NotFound id={id} />}
      >
        {(facts) => (
          <>
            <Facts id={id} asked={answer.asked ?? query} result={facts} thresholds={settings?.thresholds} />
            <Stage scope={scope} asked={answer.asked ?? query} facts={facts} />
            <div className={css.columns}>
              <div className={css.main}>
                <Boundary what="The list of events">
                  <Events scope={scope} />
                </Boundary>
                <Boundary what="The operations">
                  <Operations scope={scope} />
                </Boundary>
                <Boundary what="The suspect spans">
                  <SuspectSpans
                    id={id}
                    range={(answer.asked ?? query).range}
                    events={facts.matched}
                    satisfied={thresholdOf(id, settings?.thresholds).ms}
                  />
                </Boundary>
                <Boundary what="The related errors">
                  <RelatedErrors id={id} scope={scope} />
                </Boundary>
                <Boundary what="The suspect tags">
                  <SuspectTags scope={scope} of={thresholdOf(id, settings?.thresholds).metric} />
                </Boundary>
              </div>
              <Boundary what="The breakdown">
                <aside className={css.aside}>
                  <WebVitals scope={scope} />
                  <StatusBreakdown scope={scope} />
                  <Breakdowns scope={scope} />
                </aside>
              </Boundary>
            </div>
          </>
        )}
      </ResultPanel>
    </>
  );
}
