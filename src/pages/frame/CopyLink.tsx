import { Check, ChevronDown, Link2 } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { PopupMenu } from '../../ui/popup/PopupMenu.tsx';
import { formatLength } from '../../ui/filter/range-words.ts';
import { LINK_TIMES, LINK_TIME_CHOICE, copyLink } from '../../view/links.ts';
import type { LinkTime } from '../../view/links.ts';
import { useTick } from '../../view/tick-context.tsx';
import { useView } from '../../view/use-view.ts';

/** Copies the address of what is open. Whether others see the same time or their own is asked once and remembered. */
export function CopyLink({ isNarrow }: { readonly isNarrow: boolean }): ReactNode {
  const { view } = useView();
  const { now } = useTick();
  const [time, setTime] = useState(LINK_TIME_CHOICE.read);
  const { range } = view;
  const labels: Readonly<Record<LinkTime, string>> = {
    fixed: 'The time that is shown now',
    moving: 'last' in range ? `The last ${formatLength(range.last)}, whenever it is opened` : '',
  };
  return (
    <>
      <CopyButton
        label="Copy link"
        icon={<Link2 size={16} strokeWidth={1.5} aria-hidden />}
        look={isNarrow ? 'ghost' : 'plain'}
        isIconOnly={isNarrow}
        text={() => copyLink(view, now, new URL(location.href), time)}
      />
      {'last' in range && !isNarrow && (
        <PopupMenu
          position="bottom-end"
          width={280}
          trigger={
            <IconButton
              label={`A copied link shows: ${labels[time]}`}
              size="small"
              icon={<ChevronDown size={14} strokeWidth={1.5} aria-hidden />}
            />
          }
        >
          {(Menu) => (
            <>
              <Menu.Label>A copied link shows</Menu.Label>
              {LINK_TIMES.map((choice) => (
                <Menu.RadioItem
                  key={choice}
                  value={choice}
                  checked={choice === time}
                  checkIcon={<Check size={14} aria-hidden />}
                  closeMenuOnClick
                  onChange={() => {
                    setTime(choice);
                    LINK_TIME_CHOICE.write(choice);
                  }}
                >
                  {labels[choice]}
                </Menu.RadioItem>
              ))}
            </>
          )}
        </PopupMenu>
      )}
    </>
  );
}
