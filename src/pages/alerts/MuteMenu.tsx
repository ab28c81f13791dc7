import { BellOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { DAY, HOUR } from '../../model/time.ts';
import type { EpochMs } from '../../model/time.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { PopupMenu } from '../../ui/popup/PopupMenu.tsx';

const ICON = <BellOff size={16} strokeWidth={1.5} aria-hidden />;

/** Mutes for a while, or no more: incidents are kept all the same. */
export function MuteMenu(props: {
  /** What is muted, for those who do not see where the button stands. */
  readonly name: string;
  readonly isMuted: boolean;
  readonly isIconOnly?: boolean;
  readonly onMute: (until: EpochMs | null) => void;
}): ReactNode {
  const { name, isMuted, isIconOnly = false, onMute } = props;
  const last = (time: number) => () => onMute(Date.now() + time);
  return (
    <PopupMenu
      position="bottom-end"
      width={180}
      trigger={
        isIconOnly ? (
          <IconButton size="small" label={`Mute ${name}`} icon={ICON} />
        ) : (
          <Button size="small" icon={ICON}>
            {isMuted ? 'Muted' : 'Mute'}
          </Button>
        )
      }
    >
      {(Menu) => (
        <>
          <Menu.Label>Send nothing for</Menu.Label>
          <Menu.Item onClick={last(HOUR)}>1 hour</Menu.Item>
          <Menu.Item onClick={last(8 * HOUR)}>8 hours</Menu.Item>
          <Menu.Item onClick={last(DAY)}>1 day</Menu.Item>
          <Menu.Item onClick={last(7 * DAY)}>7 days</Menu.Item>
          {isMuted && (
            <>
              <Menu.Divider />
              <Menu.Item onClick={() => onMute(null)}>Send again</Menu.Item>
            </>
          )}
        </>
      )}
    </PopupMenu>
  );
}
