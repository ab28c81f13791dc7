import type { ReactNode } from 'react';
import { toVisibleLine } from '../../ui/visible-text.ts';
import css from './DetailParts.module.css';
import { Entry, Section } from './DetailParts.tsx';

interface Id {
  readonly label: string;
  readonly id: string | null;
  /** Where it leads, if it is in this trace. */
  readonly onSelect?: () => void;
}

/** The ids by which others know a span, each to be copied. */
export function IdList({ ids }: { readonly ids: readonly Id[] }): ReactNode {
  return (
    <Section title="Ids">
      <dl className={css.attributes} data-short>
        {ids
          .filter((entry): entry is Id & { id: string } => entry.id !== null)
          .map(({ label, id, onSelect }) => (
            <Entry key={label} name={label} value={id} label={`${label.toLowerCase()} id`}>
              {onSelect === undefined ? undefined : (
                <button type="button" className={css.more} onClick={onSelect}>
                  {toVisibleLine(id)}
                </button>
              )}
            </Entry>
          ))}
      </dl>
    </Section>
  );
}
