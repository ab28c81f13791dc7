import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { PopupPanel } from '../popup/PopupPanel.tsx';
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
    <PopupPanel
      label={label}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      position="bottom-start"
      width={width}
      trigger={
        <button type="button" className={css.segment} title={value}>
          {icon}
          <span className={isLabelShown ? css.label : 'hidden'}>{label}</span>{' '}
          <span className={css.value}>{value}</span>
          {hasArrow && <ChevronDown size={12} strokeWidth={1.5} aria-hidden />}
        </button>
      }
    >
      {() => children(close)}
    </PopupPanel>
  );
}
