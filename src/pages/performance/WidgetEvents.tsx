import type { ReactNode } from 'react';
import { EventsLink } from '../../ui/chart/EventsLink.tsx';
import { useView } from '../../view/use-view.ts';
import type { Widget } from '../../view/view.ts';
import { widgetEventsLink } from '../../view/widget-events.ts';
import { viewOfRows } from './tabs.ts';

/** A widget's way to the events that its metric is of. */
export function WidgetEvents({
  name,
  widget,
}: {
  readonly name: string;
  readonly widget: Widget;
}): ReactNode {
  const { view } = useView();
  return <EventsLink name={name} to={widgetEventsLink(viewOfRows(view), widget)} />;
}
