import type { ReactNode } from 'react';
import type { Trace } from '../../model/trace.ts';
import type { RowList } from '../../trace/row-list.ts';
import type { BarColour } from '../../view/trace-look.ts';
import { Minimap } from './Minimap.tsx';
import { OpShares } from './OpShares.tsx';
import css from './Overview.module.css';
import type { TimeWindow } from './time-window.ts';
import type { Track } from './track.ts';

interface OverviewProps {
  readonly trace: Trace;
  readonly root: number;
  readonly rows: RowList;
  readonly bounds: TimeWindow;
  readonly window: TimeWindow;
  readonly isZoomed: boolean;
  readonly track: Track;
  /** Pixels of the column of names. */
  readonly names: number;
  readonly isNarrow: boolean;
  readonly colour: BarColour;
  /** Null: all of it. */
  readonly onWindow: (window: TimeWindow | null) => void;
}

/** All that is in scope on a few lines: by kind of op, and in time. */
export function Overview(props: OverviewProps): ReactNode {
  const { trace, root, rows, bounds, window, isZoomed, track, names, isNarrow, colour, onWindow } = props;
  return (
    <div className={css.overview}>
      <div className={css.names}>
        {!isNarrow && <OpShares trace={trace} root={root} />}
        {isZoomed && (
          <button type="button" className={css.reset} onClick={() => onWindow(null)}>
            Show all <kbd>0</kbd>
          </button>
        )}
      </div>
      <div style={{ marginLeft: isNarrow ? track.left : track.left - names }}>
        <Minimap
          trace={trace}
          rows={rows}
          bounds={bounds}
          window={window}
          colour={colour}
          width={track.width}
          height={isNarrow ? 48 : 56}
          onWindow={onWindow}
        />
      </div>
    </div>
  );
}
