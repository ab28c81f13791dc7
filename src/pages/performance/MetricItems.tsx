import { Check } from 'lucide-react';
import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { Kit } from '../../ui/popup/use-kit.ts';
import { widgetWords } from '../../view/metric-words.ts';
import type { Widget } from '../../view/view.ts';
import { WIDGET_GROUPS, isSameWidget } from './widget-menu.ts';

/** What a widget can show, in a menu. */
export function MetricItems(props: {
  readonly menu: Kit['Menu'];
  readonly widget: Widget;
  readonly onChoose: (widget: Widget) => void;
}): ReactNode {
  const { menu: Menu, widget, onChoose } = props;
  return WIDGET_GROUPS.map(({ label, widgets }) => (
    <Fragment key={label}>
      <Menu.Label>{label}</Menu.Label>
      {widgets.map((choice) => (
        <Menu.RadioItem
          key={widgetWords(choice)}
          value={widgetWords(choice)}
          checked={isSameWidget(choice, widget)}
          checkIcon={<Check size={14} aria-hidden />}
          closeMenuOnClick
          onChange={() => onChoose(choice)}
        >
          {widgetWords(choice)}
        </Menu.RadioItem>
      ))}
    </Fragment>
  ));
}
