import type { ReactNode } from 'react';
import { useToast } from '../../ui/toast/toast-context.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { eventsLink } from '../../view/links.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useScale } from '../../view/use-scale.ts';
import { selectionIn } from '../../view/use-selection.ts';
import type { UsedSelection } from '../../view/use-selection.ts';
import { useView } from '../../view/use-view.ts';
import type { View, Widget } from '../../view/view.ts';
import { viewOfRegion } from '../../view/view-of-region.ts';
import { rememberWidgets } from '../../view/widget-memory.ts';
import { MetricWidget } from './MetricWidget.tsx';
import { useExemplar } from '../../view/use-exemplar.ts';
import css from './performance.module.css';
import { viewOfRows } from './tabs.ts';

/** The three widgets with one of them replaced. */
function replaced(widgets: View['widgets'], index: number, widget: Widget): View['widgets'] {
  const [one, two, three] = widgets;
  return [index === 0 ? widget : one, index === 1 ? widget : two, index === 2 ? widget : three];
}

/** The indices with one of them added, or taken away where it was in; ascending. */
function toggled(indices: readonly number[], index: number): readonly number[] {
  const others = indices.filter((other) => other !== index);
  return others.length < indices.length ? others : [...others, index].sort((a, b) => a - b);
}

/** Three metrics of the reader's choice on one strip; one of them at a time opens to a full chart. */
export function Widgets(props: {
  readonly scope: ComparedScope;
  readonly selection: UsedSelection;
}): ReactNode {
  const { scope, selection } = props;
  const { view, edit } = useView();
  const { widgets, openWidget, tableWidgets, zone } = view;
  const hold = usePointedHold();
  const { part, ...scale } = useScale<HTMLDivElement>('curveScale');
  const onExemplar = useExemplar(scope, useToast());
  return (
    <div ref={part} className={css.widgets} data-open={openWidget === null ? undefined : true} {...hold}>
      {widgets.map((widget, index) => (
        <MetricWidget
          key={index}
          scope={scope}
          widget={widget}
          zone={zone}
          selecting={{
            ...selectionIn(selection, index),
            onExplain: () => edit({ explained: true }, 'replace'),
            events: eventsLink(viewOfRows(viewOfRegion(view))),
            onExemplar,
          }}
          isOpen={openWidget === index}
          scale={scale}
          onChoose={(chosen) =>
            edit(({ widgets, panels, tab }) => {
              const next = replaced(widgets, index, chosen);
              rememberWidgets(tab, { widgets: next, panels });
              return { widgets: next };
            })
          }
          isTable={tableWidgets.includes(index)}
          onTable={() => edit(({ tableWidgets }) => ({ tableWidgets: toggled(tableWidgets, index) }))}
          onToggle={() => edit({ openWidget: openWidget === index ? null : index })}
        />
      ))}
    </div>
  );
}
