import type { ReactNode } from 'react';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import css from './Details.module.css';
import { Section } from './DetailParts.tsx';

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
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                {onSelect === undefined ? (
                  toVisibleLine(id)
                ) : (
                  <button type="button" className={css.more} onClick={onSelect}>
                    {toVisibleLine(id)}
                  </button>
                )}
              </dd>
              <span className={css.copy}>
                <CopyButton
                  label={`Copy ${label.toLowerCase()} id`}
                  look="ghost"
                  size="small"
                  isIconOnly
                  text={() => id}
                />
              </span>
            </div>
          ))}
      </dl>
    </Section>
  );
}
