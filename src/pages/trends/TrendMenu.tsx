import { Bell, CircleQuestionMark, Ellipsis, EyeOff, List } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Range } from '../../model/time.ts';
import { IconButton } from '../../ui/Button.tsx';
import { PopupMenu } from '../../ui/popup/PopupMenu.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { trendsLink } from '../../view/links.ts';
import { useView } from '../../view/use-view.ts';
import type { FoundTrend } from './found.ts';
import { trendLinks } from './trend-links.ts';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What can be done with a trend where it is listed. */
export function TrendMenu(props: {
  readonly trend: FoundTrend;
  /** All of the time that is looked at. */
  readonly range: Range;
  /** Told when its difference is asked to be explained. */
  readonly onExplain: () => void;
  /** Null where the source keeps no settings. */
  readonly onIgnore: (() => void) | null;
}): ReactNode {
  const { trend, range, onExplain, onIgnore } = props;
  const { view } = useView();
  const { before, after, alert } = trendLinks(view, trend, range);
  return (
    <PopupMenu
      position="bottom-end"
      width={220}
      trigger={
        <IconButton
          size="small"
          label={`More about ${toVisibleLine(trend.id.transaction)}`}
          icon={<Ellipsis {...ICON} />}
        />
      }
    >
      {(Menu) => (
        <>
          <Menu.Item
            component={Link}
            to={trendsLink(view, trend.id)}
            preventScrollReset
            leftSection={<CircleQuestionMark {...ICON} />}
            onClick={onExplain}
          >
            Explain the difference
          </Menu.Item>
          <Menu.Item component={Link} to={before} leftSection={<List {...ICON} />}>
            Events before
          </Menu.Item>
          <Menu.Item component={Link} to={after} leftSection={<List {...ICON} />}>
            Events after
          </Menu.Item>
          <Menu.Item component={Link} to={alert} leftSection={<Bell {...ICON} />}>
            Make an alert
          </Menu.Item>
          {onIgnore !== null && (
            <Menu.Item leftSection={<EyeOff {...ICON} />} onClick={onIgnore}>
              {trend.between === null ? 'Ignore' : 'Ignore until it changes again'}
            </Menu.Item>
          )}
        </>
      )}
    </PopupMenu>
  );
}
