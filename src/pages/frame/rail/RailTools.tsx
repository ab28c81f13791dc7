import { CircleQuestionMark, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../ui/Button.tsx';
import { NO_ROOM, applyRail, isRailNarrow } from '../../../ui/shell/rail.ts';
import { RAIL_CHOICE } from '../../../view/rail.ts';
import css from './rail.module.css';

const ICON = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** What stands at the foot of the rail: the sheet of keys, and how wide the rail is. */
export function RailTools({ onKeys }: { readonly onKeys: () => void }): ReactNode {
  const [choice, setChoice] = useState(RAIL_CHOICE.read);
  const hasNoRoom = useMediaQuery(NO_ROOM, false, { getInitialValueInEffect: false });
  const isNarrow = isRailNarrow(choice, hasNoRoom);
  useEffect(() => applyRail(isNarrow), [isNarrow]);
  const Icon = isNarrow ? PanelLeftOpen : PanelLeftClose;
  return (
    <div className={css.tools}>
      <IconButton
        look="ghost"
        size="small"
        label={isNarrow ? 'Make the rail wide' : 'Make the rail narrow'}
        icon={<Icon {...ICON} />}
        onClick={() => {
          const next = isNarrow ? 'wide' : 'narrow';
          RAIL_CHOICE.write(next);
          setChoice(next);
        }}
      />
      <IconButton
        look="ghost"
        size="small"
        label="Keyboard shortcuts"
        icon={<CircleQuestionMark {...ICON} />}
        onClick={onKeys}
      />
    </div>
  );
}
