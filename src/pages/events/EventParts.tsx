import type { ReactNode } from 'react';
import { Boundary } from '../../ui/states/Boundary.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { useEventPreview } from '../../view/use-event-preview.ts';
import { EventStrip } from './EventStrip.tsx';
import { EventList } from './EventList.tsx';
import { Preview } from './Preview.tsx';
import css from './events.module.css';

/** Single events: when they were and how long they took on top, each with its trace below, and a look at one beside. */
export function EventParts(props: {
  readonly scope: ComparedScope;
  /** Whether all are of one transaction, which the page around them names. */
  readonly isOfOne?: boolean;
}): ReactNode {
  const { scope, isOfOne = false } = props;
  const { preview, close } = useEventPreview();
  return (
    <>
      <Boundary what="The strip of durations" size="widget">
        <EventStrip scope={scope} />
      </Boundary>
      <div className={css.columns} data-preview={preview === null ? undefined : true}>
        <Boundary what="The list of events">
          <EventList scope={scope} isOfOne={isOfOne} />
        </Boundary>
        {preview !== null && (
          <Boundary what="The preview" resetKeys={[preview.span]}>
            <Preview key={`${preview.trace}${preview.span}`} {...preview} onClose={close} />
          </Boundary>
        )}
      </div>
    </>
  );
}
