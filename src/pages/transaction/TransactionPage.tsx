import { Suspense } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { showName } from '../../metrics/derive.ts';
import type { Result } from '../../model/result.ts';
import { VITALS } from '../../model/transaction.ts';
import { FactsSkeleton } from '../../ui/figure/Facts.tsx';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { useTellHeader } from '../../view/page-header.tsx';
import { isKnown, numbersOf, readShow, textsOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import type { PreviewPart } from '../../view/use-event-preview.ts';
import { useTransactionScope } from '../../view/use-transaction-scope.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import { FACT_LABELS } from './Facts.tsx';
import { Header } from './Header.tsx';
import { BackLink, NotFound } from './NotFound.tsx';
import { Overview } from './Overview.tsx';
import { PartTabs } from './PartTabs.tsx';
import { SpansPart } from './SpansPart.tsx';
import { TagsPart } from './TagsPart.tsx';
import { factsQuery, opQuery, vitalsQuery } from './questions.ts';
import css from './transaction.module.css';

/** A page's body that is about the rows of one transaction here. */
type Part = ComponentType<{ readonly scope: ComparedScope; readonly isOfOne: true }>;

/** Parts that other pages have of all transactions; who puts the pages together hands them over. */
export interface OtherParts {
  readonly Events: Part;
  readonly Vitals: Part;
  readonly Preview: PreviewPart;
}

/** The page of one transaction. */
export function TransactionPage({ parts }: { readonly parts: OtherParts }): ReactNode {
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
  return <Page key={`${transaction.project}\n${transaction.transaction}`} id={transaction} parts={parts} />;
}

/** `p95 412 ms`; nothing while it is not known. */
function p95Words(facts: Result | undefined): string[] {
  const p95 = facts === undefined ? Number.NaN : readShow(facts, { metric: 'p95' });
  return Number.isFinite(p95) ? [`p95 ${formatDuration(p95)}`] : [];
}

function nameOfOne(environment: string | null): string {
  return environment === null ? 'no environment' : toVisibleLine(environment);
}

/** Whether an answer to `vitalsQuery` tells of a vital. */
function hasVitals(vitals: Result | undefined): boolean {
  return (
    vitals !== undefined &&
    VITALS.some((of) => Number.isFinite(numbersOf(vitals, showName({ metric: 'p75', of })).values[0]))
  );
}

function Page({ id, parts }: { readonly id: TransactionId; readonly parts: OtherParts }): ReactNode {
  const { view } = useView();
  const scope = useTransactionScope(id);
  const query = factsQuery(scope);
  const answer = useAsk(query);
  const ops = useAsk(opQuery(scope)).data;
  const vitals = useAsk(vitalsQuery(scope)).data;
  const op = ops === undefined ? '' : (textsOf(ops, 'op')[0] ?? '');
  const { data } = answer;
  const { part } = view.transactionLook;
  const matched = data === undefined || !isKnown(data) ? Number.NaN : data.matched;
  const events = Number.isNaN(matched) ? '' : `${formatCount(matched)} ${matched === 1 ? 'event' : 'events'}`;
  const title = toVisibleLine(id.transaction);
  useTellHeader(title, events, [...p95Words(data), title, ...view.environments.map(nameOfOne)].join(' · '));
  return (
    <>
      <Header id={id} op={op} parts={<PartTabs events={matched} hasVitals={hasVitals(vitals)} />} />
      <ResultPanel
        answer={answer}
        skeleton={<PageSkeleton hasFacts={part === 'overview'} />}
        empty={<NotFound id={id} />}
      >
        {(facts) => (
          <Boundary what="This part of the page" resetKeys={[part]}>
            {body(facts)}
          </Boundary>
        )}
      </ResultPanel>
    </>
  );

  function body(facts: Result): ReactNode {
    const asked = answer.asked ?? query;
    switch (part) {
      case 'overview':
        return <Overview id={id} scope={scope} asked={asked} facts={facts} Preview={parts.Preview} />;
      case 'spans':
        return <SpansPart id={id} scope={scope} asked={asked} facts={facts} />;
      case 'tags':
        return <TagsPart id={id} scope={scope} />;
      case 'events':
      case 'vitals': {
        const Other = part === 'events' ? parts.Events : parts.Vitals;
        return (
          <Suspense fallback={<PageSkeleton hasFacts={false} />}>
            <Other scope={scope} isOfOne />
          </Suspense>
        );
      }
    }
  }
}

/** What will stand below the header. */
function PageSkeleton({ hasFacts }: { readonly hasFacts: boolean }): ReactNode {
  return (
    <>
      {hasFacts && (
        <>
          <FactsSkeleton labels={FACT_LABELS} />
          <div className={css.say} />
        </>
      )}
      <div className={css.stage}>
        <Skeleton height={340} />
      </div>
    </>
  );
}
