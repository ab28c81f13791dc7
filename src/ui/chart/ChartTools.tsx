import type { ReactNode } from 'react';
import type { To } from 'react-router-dom';
import { PictureExport } from '../export/PictureExport.tsx';
import { AlertLink } from './AlertLink.tsx';
import css from './chart-tools.module.css';
import { EventsLink } from './EventsLink.tsx';
import { ScaleToggle } from './ScaleToggle.tsx';
import type { Taken } from './taken-series.ts';
import { TableToggle } from './TableToggle.tsx';

/** What can be done with a chart besides reading it. */
export interface ChartToolsProps {
  readonly name: string;
  /** A new alert about what it shows; left out where none can be made of it. */
  readonly alert?: To | undefined;
  /** The events that it is drawn from; left out where they are listed beside it. */
  readonly events?: To | undefined;
  /** Left out where the page's own choice of charts has a table. */
  readonly tableUse?: { readonly isTable: boolean; readonly onTable: () => void } | undefined;
  /** Left out where it has no axis of durations. */
  readonly scaleUse?: { readonly isLog: boolean; readonly onScale: () => void } | undefined;
}

/** The head of a chart: its name or its legend on the left, its tools on the right, in the same order at every chart. */
export function ChartTools(
  props: ChartToolsProps & { readonly taken: Taken; readonly children?: ReactNode },
): ReactNode {
  const { name, alert, events, taken, tableUse, scaleUse, children } = props;
  return (
    <div className={css.head}>
      {children}
      <span className={css.tools}>
        {scaleUse !== undefined && tableUse?.isTable !== true && (
          <ScaleToggle name={name} isLog={scaleUse.isLog} onScale={scaleUse.onScale} />
        )}
        {events !== undefined && <EventsLink name={name} to={events} />}
        {alert !== undefined && <AlertLink name={name} to={alert} />}
        <PictureExport name={name} {...taken} />
        {tableUse !== undefined && <TableToggle name={name} {...tableUse} />}
      </span>
    </div>
  );
}
