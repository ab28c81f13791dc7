import { Popover } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import css from './FilterBar.module.css';

/** A piece of the filter bar: says what is chosen, and opens where it is changed. */
export function Segment(props: {
  /** What is chosen here, such as `env`; read before the value. */
  readonly label: string;
  readonly value: string;
  readonly icon?: ReactNode;
  /** Whether the label is shown; it is read aloud in any case. */
  readonly isLabelShown?: boolean;
  readonly width?: number;
  /** Whether an arrow says that it opens; left out where an icon leads. */
  readonly hasArrow?: boolean;
  /** Told whenever it opened or closed; give one that stays the same. */
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined;
  /** What opens; it may close itself. */
  readonly children: (close: () => void) => ReactNode;
}): ReactNode {
  const {
    label,
    value,
    icon,
    isLabelShown = true,
    width = 260,
    hasArrow = true,
    onOpenChange,
    children,
  } = props;
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => setIsOpen(false);
  useEffect(() => {
    if (!isOpen) return;
    onOpenChange?.(true);
    return () => onOpenChange?.(false);
  }, [isOpen, onOpenChange]);
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-start"
      offset={4}
      width={width}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button type="button" className={css.segment} onClick={() => setIsOpen(!isOpen)} title={value}>
          {icon}
          <span className={isLabelShown ? css.label : 'hidden'}>{label}</span>{' '}
          <span className={css.value}>{value}</span>
          {hasArrow && <ChevronDown size={12} strokeWidth={1.5} aria-hidden />}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{isOpen && children(close)}</Popover.Dropdown>
    </Popover>
  );
}
