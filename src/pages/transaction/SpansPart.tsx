import type { ReactNode } from 'react';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { thresholdOf } from '../../view/threshold-of.ts';
import { useSettings } from '../../view/use-settings.ts';
import { Operations } from './Operations.tsx';
import type { Opened } from './Overview.tsx';
import { SuspectSpans } from './SuspectSpans.tsx';

/** Where the time of a transaction goes: by kind of operation, and by every kind of span. */
export function SpansPart({ id, scope, asked, facts }: Opened): ReactNode {
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
