import { Menu } from '@mantine/core';
import { Check, Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../Button.tsx';
import { useScheme } from './ThemeProvider.tsx';

const CHOICES = [
  { scheme: 'system', label: 'Like the system', Icon: Monitor },
  { scheme: 'light', label: 'Light', Icon: Sun },
  { scheme: 'dark', label: 'Dark', Icon: Moon },
] as const;

/** Light, dark, or as the system has it. */
export function SchemeMenu(): ReactNode {
  const { scheme, choose } = useScheme();
  const current = CHOICES.find((choice) => choice.scheme === scheme) ?? CHOICES[0];
  return (
    <Menu position="bottom-end" width={168}>
      <Menu.Target>
        <IconButton
          label={`Theme: ${current.label}`}
          icon={<current.Icon size={16} strokeWidth={1.5} aria-hidden />}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map(({ scheme: choice, label, Icon }) => (
          <Menu.Item
            key={choice}
            role="menuitemradio"
            aria-checked={choice === scheme}
            leftSection={<Icon size={16} strokeWidth={1.5} aria-hidden />}
            rightSection={choice === scheme ? <Check size={14} aria-hidden /> : null}
            onClick={() => choose(choice)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
