import { Command } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../ui/Button.tsx';

/** Opens the command palette for those who do not know its key. */
export function PaletteButton({ onOpen }: { readonly onOpen: () => void }): ReactNode {
  return (
    <IconButton
      label="Commands: go to anything, Ctrl K"
      aria-keyshortcuts="Control+K Meta+K"
      icon={<Command size={16} strokeWidth={1.5} aria-hidden />}
      onClick={onOpen}
    />
  );
}
