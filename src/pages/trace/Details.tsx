import { PanelBottom, PanelRight, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Row } from '../../trace/row-list.ts';
import type { Trace } from '../../model/trace.ts';
import { opAt, spanAt } from '../../trace/trace.ts';
import { IconButton } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import css from './Details.module.css';
import { GapDetails, MissingDetails } from './GapDetails.tsx';
import { GroupDetails } from './GroupDetails.tsx';
import { isCode, rowTitle } from './row-words.ts';
import { SpanDetails } from './SpanDetails.tsx';
import type { TimeWindow } from './time-window.ts';
import type { Dock } from './use-dock.ts';
import { useEscape } from '../../ui/use-escape.ts';

export interface DetailsProps {
  readonly trace: Trace;
  readonly row: Row;
  readonly scope: 'transaction' | 'trace';
  /** All that is in scope: shares and offsets refer to it. */
  readonly bounds: TimeWindow;
  readonly onSelect: (node: number) => void;
  readonly onClose: () => void;
  /** Looks for spans that have an attribute's value, or have not. */
  readonly onFilter: (key: string, value: string, how: 'include' | 'exclude') => void;
  readonly dock: Dock;
  readonly onDock: (dock: Dock) => void;
  /** What stands above all else, such as what was found in the row. */
  readonly children?: ReactNode;
}

/** All that is known of the selected row: beside the waterfall, in a narrow window below it. */
export function Details(props: DetailsProps): ReactNode {
  const { trace, row, dock, onDock, onClose } = props;
  useEscape(onClose, { step: 'panel' });
  const op = row.kind === 'gap' ? '' : opAt(trace, row.node);
  return (
    <aside className={css.details} data-dock={dock} aria-label="Details">
      <div className={css.head}>
        <OpGlyph op={op} />
        <h2 className={css.title} data-code={isCode(op) || undefined}>
          {rowTitle(trace, row)}
        </h2>
        {row.members.length > 0 && <span className={css.aside}>{formatCount(row.members.length)} spans</span>}
        <IconButton
          className={css.dock}
          size="small"
          label={dock === 'right' ? 'Details below the waterfall' : 'Details beside the waterfall'}
          icon={
            dock === 'right' ? (
              <PanelBottom size={16} strokeWidth={1.5} aria-hidden />
            ) : (
              <PanelRight size={16} strokeWidth={1.5} aria-hidden />
            )
          }
          onClick={() => onDock(dock === 'right' ? 'bottom' : 'right')}
        />
        <IconButton
          className={css.close}
          size="small"
          label="Close details"
          icon={<X size={16} strokeWidth={1.5} aria-hidden />}
          onClick={onClose}
        />
      </div>
      <div className={css.body}>
        {props.children}
        <RowDetails {...props} />
      </div>
    </aside>
  );
}

function RowDetails(props: DetailsProps): ReactNode {
  const { row, trace } = props;
  const span = spanAt(trace, row.node);
  switch (row.kind) {
    case 'gap':
      return <GapDetails {...props} />;
    case 'missing':
      return <MissingDetails {...props} />;
    case 'siblings':
    case 'chain':
      return <GroupDetails {...props} />;
    case 'span':
      return span ? <SpanDetails {...props} span={span} /> : null;
  }
}
