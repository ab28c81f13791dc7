import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { extraPart } from '../../ui/part/lazy-part.ts';
import type { Widget } from '../../view/view.ts';

// What is found by a metric is worked out once there is a chart.
const WidgetEvents = extraPart(async () => (await import('./WidgetEvents.tsx')).WidgetEvents);

/** As wide as the link that comes to stand there, so that nothing moves. */
const PLACE = { width: 28 } as const;

/** A widget's way to the events that its metric is of, and its place until then. */
export function WayToEvents(props: { readonly name: string; readonly widget: Widget }): ReactNode {
  return (
    <Suspense fallback={<span style={PLACE} />}>
      <WidgetEvents {...props} />
    </Suspense>
  );
}
