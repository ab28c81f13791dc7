import type { PopoverProps } from '@mantine/core';
import { cloneElement } from 'react';
import type { ReactNode } from 'react';
import type { Trigger } from './PopupMenu.tsx';
import { LOADING, useKit } from './use-kit.ts';

/** A panel that hangs on a button, and has the focus while it is open. The kit's code comes when the button is pointed at. */
export function PopupPanel(props: {
  /** What it is, for those who do not see it. */
  readonly label: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly trigger: Trigger;
  readonly position: NonNullable<PopoverProps['position']>;
  readonly width: number;
  /** Between button and panel, in pixels. */
  readonly offset?: number;
  /** Made only while it is open. */
  readonly children: () => ReactNode;
}): ReactNode {
  const { label, isOpen, onOpenChange, trigger, position, width, offset = 4, children } = props;
  const { kit, opened, target } = useKit(isOpen);
  const onClick = (): void => onOpenChange(!isOpen);
  if (kit === null) {
    return cloneElement(trigger, {
      'aria-haspopup': 'dialog',
      'aria-expanded': false,
      onClick,
      ...LOADING,
    });
  }
  const { KitTheme, Popover } = kit;
  return (
    <KitTheme>
      <Popover
        opened={opened}
        onChange={onOpenChange}
        position={position}
        offset={offset}
        width={width}
        trapFocus
        returnFocus
      >
        <Popover.Target>{cloneElement(trigger, { ref: target, onClick })}</Popover.Target>
        <Popover.Dropdown aria-label={label}>{opened && children()}</Popover.Dropdown>
      </Popover>
    </KitTheme>
  );
}
