import { Check, Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../Button.tsx';
import { PopupMenu } from '../popup/PopupMenu.tsx';
import { useScheme } from './scheme-context.ts';

const CHOICES = [
  { scheme: 'system', label: 'System', Icon: Monitor },
  { scheme: 'light', label: 'Light', Icon: Sun },
  { scheme: 'dark', label: 'Dark', Icon: Moon },
] as const;

/** Light, dark, or as the system has it. */
export function SchemeMenu(): ReactNode {
  const { scheme, choose } = useScheme();
  const current = CHOICES.find((choice) => choice.scheme === scheme) ?? CHOICES[0];
  return (
    <PopupMenu
      position="bottom-end"
      width={168}
      trigger={
        <IconButton
          label={`Theme: ${current.label}`}
          icon={<current.Icon size={16} strokeWidth={1.5} aria-hidden />}
        />
      }
    >
      {(Menu) =>
        CHOICES.map(({ scheme: choice, label, Icon }) => (
          <Menu.RadioItem
            key={choice}
            value={choice}
            checked={choice === scheme}
            checkIcon={<Check size={14} aria-hidden />}
            rightSection={<Icon size={16} strokeWidth={1.5} aria-hidden />}
            closeMenuOnClick
            onChange={() => choose(choice)}
          >
            {label}
          </Menu.RadioItem>
        ))
      }
    </PopupMenu>
  );
}
