import { useState } from 'react';
import type { ReactNode } from 'react';
import type { AttributeValue } from '../../model/span.ts';
import { attributeText } from '../../trace/attribute-column.ts';
import { Entry, Section } from './DetailParts.tsx';
import css from './DetailParts.module.css';
import { usePins } from './use-pins.ts';

/** From so many on there is a line to look for some of them. */
const MANY = 8;

interface AttributeTableProps {
  readonly title: string;
  readonly note?: string;
  readonly attributes: Iterable<readonly [string, AttributeValue]>;
  /** What `onFilter` looks for: spans, if nothing else is said. */
  readonly what?: 'spans' | 'events';
  /** Looks for what has a value, or has it not; left out where that means nothing. */
  readonly onFilter?: (key: string, value: string, how: 'include' | 'exclude') => void;
}

/** Keys and values, in the order of the keys, but for those that the reader pinned, which stand before the others. */
export function AttributeTable(props: AttributeTableProps): ReactNode {
  const { title, note, attributes, what = 'spans', onFilter } = props;
  const [pins, togglePin] = usePins();
  const [wanted, setWanted] = useState('');
  const all = [...attributes].map(([key, value]) => [key, attributeText(value)] as const);
  if (all.length === 0) return null;
  const letters = wanted.trim().toLowerCase();
  const sorted = all
    .filter(([key, text]) => key.toLowerCase().includes(letters) || text.toLowerCase().includes(letters))
    .sort(([a], [b]) => Number(pins.has(b)) - Number(pins.has(a)) || (a < b ? -1 : 1));
  return (
    <Section title={title} {...(note === undefined ? {} : { note })}>
      {all.length >= MANY && (
        <input
          className={css.wanted}
          type="text"
          value={wanted}
          placeholder="Filter by key or value"
          aria-label={`Filter ${title.toLowerCase()}`}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => setWanted(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || wanted === '') return;
            setWanted('');
            event.preventDefault();
            event.stopPropagation();
          }}
        />
      )}
      {sorted.length === 0 && <p className={css.aside}>Neither a key nor a value has these letters.</p>}
      <dl className={css.attributes}>
        {sorted.map(([key, text]) => (
          <Entry
            key={key}
            name={key}
            value={text}
            what={what}
            isPinned={pins.has(key)}
            onPin={() => togglePin(key)}
            {...(onFilter === undefined ? {} : { onFilter: (how) => onFilter(key, text, how) })}
          />
        ))}
      </dl>
    </Section>
  );
}
