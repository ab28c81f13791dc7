import { Check, ChevronDown } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { ReactNode } from 'react';
import { PopupMenu } from '../../ui/popup/PopupMenu.tsx';
import { widgetHelp, widgetWords } from '../../view/metric-words.ts';
import { useHold } from '../../view/tick-context.tsx';
import type { Widget } from '../../view/view.ts';
import css from './performance.module.css';
import { WIDGET_GROUPS, isSameWidget } from './widget-menu.ts';

/** A widget's name, which opens the choice of what it shows. */
export function MetricMenu(props: {
  readonly widget: Widget;
  readonly onChoose: (widget: Widget) => void;
}): ReactNode {
  const { widget, onChoose } = props;
  const [isOpen, setIsOpen] = useState(false);
  useHold(isOpen);
  return (
    <PopupMenu
      position="bottom-start"
      width={220}
      maxHeight={400}
      onOpenChange={setIsOpen}
      trigger={
        <button type="button" className={css.metric} title={widgetHelp(widget)}>
          {widgetWords(widget)}
          <ChevronDown size={12} strokeWidth={1.5} aria-hidden />
        </button>
      }
    >
      {(Menu) =>
        WIDGET_GROUPS.map(({ label, widgets }) => (
          <Fragment key={label}>
            <Menu.Label>{label}</Menu.Label>
            {widgets.map((choice) => {
              const isChosen = isSameWidget(choice, widget);
              return (
                <Menu.RadioItem
                  key={widgetWords(choice)}
                  value={widgetWords(choice)}
                  checked={isChosen}
                  checkIcon={<Check size={14} aria-hidden />}
                  closeMenuOnClick
                  onChange={() => onChoose(choice)}
                >
                  {widgetWords(choice)}
                </Menu.RadioItem>
              );
            })}
          </Fragment>
        ))
      }
    </PopupMenu>
  );
}
