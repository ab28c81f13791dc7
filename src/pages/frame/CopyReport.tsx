import { ClipboardList } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../ui/Button.tsx';
import { useCopyReport } from './use-copy-report.ts';

/** Copies what the page says, with its pictures. */
export function CopyReport(): ReactNode {
  const copy = useCopyReport();
  return (
    <IconButton
      label="Copy report"
      title="Copy report: picture, numbers and link"
      icon={<ClipboardList size={16} strokeWidth={1.5} aria-hidden />}
      onClick={copy}
    />
  );
}
