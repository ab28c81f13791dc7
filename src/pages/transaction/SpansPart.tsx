import type { ReactNode } from 'react';
import type { Query } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import { Boundary } from '../../ui/states/Boundary.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { thresholdOf } from '../../view/threshold-of.ts';
import { useSettings } from '../../view/use-settings.ts';
import type { TransactionId } from '../../view/view.ts';
import { Operations } from './Operations.tsx';
import { SuspectSpans } from './SuspectSpans.tsx';

/** Where the time of a transaction goes: by kind of operation, and by every kind of span. */
export function SpansPart(props: {
  readonly id: TransactionId;
  readonly scope: ComparedScope;
  /** The answer to `factsQuery`. */
  readonly asked: Query;
  readonly facts: Result;
}): ReactNode {
  const { id, scope, asked, facts } = props;
  const { settings } = useSettings();
  return (
    <>
      <Boundary what="The operations">
        <Operations scope={scope} />
      </Boundary>
      <Boundary what="The spans">
        <SuspectSpans
          id={id}
          range={asked.range}
          events={facts.matched}
          satisfied={thresholdOf(id, settings?.thresholds).ms}
          isWhole
        />
      </Boundary>
    </>
  );
}
