import type { MenuProps } from '@mantine/core';
import { cloneElement, useState } from 'react';
import type { ComponentPropsWithRef, ReactElement, ReactNode } from 'react';
import { LOADING, useKit } from './use-kit.ts';
import type { Kit } from './use-kit.ts';

/** A button, which may be given more of what a button takes. */
export type Trigger = ReactElement<ComponentPropsWithRef<'button'>>;

export interface PopupMenuProps {
  /** What opens it. */
  readonly trigger: Trigger;
  readonly position: NonNullable<MenuProps['position']>;
  readonly width: number;
  /** Taller, it scrolls; in pixels. */
  readonly maxHeight?: number;
  /** Told whenever it opened or closed. */
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined;
  /** Its items, made of the kit's parts. */
  readonly children: (menu: Kit['Menu']) => ReactNode;
}

/** A menu. The kit's code comes when the button is pointed at; until it is opened the button is all there is. */
export function PopupMenu(props: PopupMenuProps): ReactNode {
  const { trigger, position, width, maxHeight, onOpenChange, children } = props;
  const [isOpen, setIsOpen] = useState(false);
  const { kit, opened, target } = useKit(isOpen);
  const change = (isOpen: boolean): void => {
    setIsOpen(isOpen);
    onOpenChange?.(isOpen);
  };
  if (kit === null) {
    return cloneElement(trigger, {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onClick: () => change(true),
      ...LOADING,
    });
  }
  const { KitTheme, Menu } = kit;
  return (
    <KitTheme>
      <Menu opened={opened} onChange={change} position={position} width={width}>
        <Menu.Target>{cloneElement(trigger, { ref: target })}</Menu.Target>
        <Menu.Dropdown {...(maxHeight === undefined ? {} : { mah: maxHeight, style: { overflowY: 'auto' } })}>
          {children(Menu)}
        </Menu.Dropdown>
      </Menu>
    </KitTheme>
  );
}
