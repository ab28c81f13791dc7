import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Range } from '../../model/time.ts';
import { Sparkline } from '../../ui/chart/Sparkline.tsx';
import { formatCount, formatMinute } from '../../ui/format.ts';
import { SelectBox } from '../../ui/table/SelectBox.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { trendsLink } from '../../view/links.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import type { FoundTrend } from './found.ts';
import { TrendMenu } from './TrendMenu.tsx';
import css from './trends.module.css';
import { formatSigned, formatSignedShare, formatTrendValue, sureHelp, sureWords } from './trend-words.ts';

/** A transaction that changed: from what to what, since when, and how sure that is. Opens its details. */
export function TrendCard(props: {
  readonly row: number;
  readonly trend: FoundTrend;
  readonly course: readonly number[];
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (isRange: boolean) => void;
  /** All of the time that is looked at. */
  readonly range: Range;
  readonly onExplain: () => void;
  /** Null where the source keeps no settings. */
  readonly onIgnore: (() => void) | null;
}): ReactNode {
  const { row, trend, course, isOpen, isSelected, onSelect, range, onExplain, onIgnore } = props;
  const { view } = useView();
  const projectLabel = useProjectLabel();
  const { id, before, after, countBefore, countAfter, direction, at, between } = trend;
  const { of } = view.trendLook;
  const name = toVisibleLine(id.transaction);
  return (
    <li
      className={css.card}
      data-row={row}
      data-open={isOpen ? true : undefined}
      data-selected={isSelected ? true : undefined}
    >
      <span className={css.pick}>
        <SelectBox name={name} state={isSelected} isStop={false} onToggle={onSelect} />
      </span>
      <Link
        to={trendsLink(view, id)}
        className={css.cardLink}
        aria-current={isOpen ? 'true' : undefined}
        preventScrollReset
        data-row-link
      >
        <span className={css.cardName} title={name}>
          {name === '' ? '(no name)' : name} <span>{toVisibleLine(projectLabel(id.project))}</span>
        </span>
        <Sparkline values={course} width={88} height={24} />
        <span className={css.moved}>
          {formatTrendValue(of, before)} → <b>{formatTrendValue(of, after)}</b>
        </span>
        <span className={css.change} data-tone={direction === 'regressed' ? 'bad' : 'good'}>
          <b>{formatSignedShare(after / before - 1)}</b> {formatSigned(of, after - before)}
        </span>
        <span className={css.meta}>
          <span title={sureHelp(trend)}>{sureWords(trend)}</span>
          <span title="Events before and after">
            n {formatCount(countBefore)} → {formatCount(countAfter)}
          </span>
          {between !== null && <span>since {formatMinute(at, view.zone)}</span>}
        </span>
      </Link>
      <span className={css.cardMenu}>
        <TrendMenu trend={trend} range={range} onExplain={onExplain} onIgnore={onIgnore} />
      </span>
    </li>
  );
}
