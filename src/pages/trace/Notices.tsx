import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import css from './Notices.module.css';

/** What was repaired or is missing, on one line: the first, and how many more there are. */
export function Notices({
  messages,
  action,
}: {
  readonly messages: readonly string[];
  readonly action?: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  const [first, ...others] = messages;
  if (first === undefined) return null;
  return (
    <div className={css.notices} role="status">
      <TriangleAlert size={14} strokeWidth={1.5} aria-hidden />
      <div className={css.messages}>
        <p data-first={isOpen ? undefined : true}>{first}</p>
        {isOpen && others.map((message) => <p key={message}>{message}</p>)}
      </div>
      {action}
      {others.length > 0 && (
        <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Less' : `${others.length} more`}
        </button>
      )}
    </div>
  );
}
