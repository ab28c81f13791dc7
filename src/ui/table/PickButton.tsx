import { ListChecks } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../Button.tsx';
import css from './selection.module.css';

/** Shows the boxes that pick rows out, in a window that is too narrow to have them beside the rows all the time. */
export function PickButton(props: { readonly isOn: boolean; readonly onToggle: () => void }): ReactNode {
  const { isOn, onToggle } = props;
  return (
    <Button
      look="ghost"
      size="small"
      className={css.start}
      icon={<ListChecks size={14} strokeWidth={1.5} aria-hidden />}
      aria-pressed={isOn}
      onClick={onToggle}
    >
      Select
    </Button>
  );
}
