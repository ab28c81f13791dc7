import { Suspense } from 'react';
import type { ReactNode } from 'react';
import type { Query } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import { Boundary } from '../../ui/states/Boundary.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { thresholdOf } from '../../view/threshold-of.ts';
import { useEventPreview } from '../../view/use-event-preview.ts';
import type { PreviewPart } from '../../view/use-event-preview.ts';
import { useSettings } from '../../view/use-settings.ts';
import type { TransactionId } from '../../view/view.ts';
import { Breakdowns } from './Breakdowns.tsx';
import { Events } from './Events.tsx';
import { SuspectTags } from './explain/SuspectTags.tsx';
import { Facts } from './Facts.tsx';
import { Operations } from './Operations.tsx';
import { RelatedErrors } from './RelatedErrors.tsx';
import { Stage } from './Stage.tsx';
import { StatusBreakdown } from './StatusBreakdown.tsx';
import { SuspectSpans } from './SuspectSpans.tsx';
import { WebVitals } from './WebVitals.tsx';
import css from './transaction.module.css';

/** Of which transaction a part of its page is, and what is known of it. */
export interface Opened {
  readonly id: TransactionId;
  readonly scope: ComparedScope;
  /** The answer to `factsQuery`. */
  readonly asked: Query;
  readonly facts: Result;
}

/** All of a transaction in short: its numbers, its durations and what differs in them, and the most telling of each part. */
export function Overview({
  id,
  scope,
  asked,
  facts,
  Preview,
}: Opened & { readonly Preview: PreviewPart }): ReactNode {
  const { preview, close } = useEventPreview();
  const { settings } = useSettings();
  const threshold = thresholdOf(id, settings?.thresholds);
  return (
    <>
      <Facts id={id} asked={asked} result={facts} thresholds={settings?.thresholds} />
      <Stage scope={scope} asked={asked} facts={facts} />
      <div className={css.columns} data-preview={preview === null ? undefined : true}>
        <div className={css.main}>
          <Boundary what="The list of events">
            <Events scope={scope} />
          </Boundary>
          <Boundary what="The operations">
            <Operations scope={scope} />
          </Boundary>
          <Boundary what="The suspect spans">
            <SuspectSpans id={id} range={asked.range} events={facts.matched} satisfied={threshold.ms} />
          </Boundary>
          <Boundary what="The related errors">
            <RelatedErrors id={id} scope={scope} />
          </Boundary>
          <Boundary what="The suspect tags">
            <SuspectTags scope={scope} of={threshold.metric} />
          </Boundary>
        </div>
        <Boundary what="The breakdown">
          <aside className={css.aside}>
            <WebVitals scope={scope} />
            <StatusBreakdown scope={scope} />
            <Breakdowns scope={scope} />
          </aside>
        </Boundary>
        {preview !== null && (
          <Boundary what="The preview" resetKeys={[preview.span]}>
            <Suspense fallback={<div aria-busy />}>
              <Preview key={`${preview.trace}${preview.span}`} {...preview} onClose={close} />
            </Suspense>
          </Boundary>
        )}
      </div>
    </>
  );
}
