import { ChevronDown } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { lazyPart } from '../../ui/part/lazy-part.ts';
import { PopupMenu } from '../../ui/popup/PopupMenu.tsx';
import { widgetHelp, widgetWords } from '../../view/metric-words.ts';
import { useHold } from '../../view/tick-context.tsx';
import type { Widget } from '../../view/view.ts';
import css from './performance.module.css';

// Where the menu is opened.
const MetricItems = lazyPart(async () => (await import('./MetricItems.tsx')).MetricItems);

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
      {(Menu) => (
        <Suspense>
          <MetricItems menu={Menu} widget={widget} onChoose={onChoose} />
        </Suspense>
      )}
    </PopupMenu>
  );
}
