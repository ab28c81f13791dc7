import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { formatShortCount } from '../format.ts';
import css from './ChoiceList.module.css';

/** Something to choose. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  /** How many rows it stands for; null where that is not known. */
  readonly count?: number | null;
}

/** More than fit at a glance: then they can be searched. */
const MANY = 8;

/** Any number of some choices; none chosen means all. Every change takes effect at once. */
export function ChoiceList(props: {
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}): ReactNode {
  const { name, choices, chosen, onChange } = props;
  const [text, setText] = useState('');
  const shown = choices.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()));
  const toggle = (id: string): void => {
    onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  };
  return (
    <fieldset>
      <legend className="hidden">{name}</legend>
      {choices.length > MANY && (
        <input
          className={css.find}
          placeholder={`Find in ${choices.length}`}
          aria-label={`Find in ${name}`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <div className={css.list}>
        {shown.map((choice) => (
          <Row
            key={choice.id}
            type="checkbox"
            choice={choice}
            isChosen={chosen.includes(choice.id)}
            onChoose={() => toggle(choice.id)}
          />
        ))}
        {shown.length === 0 && <p className={css.none}>None of that name.</p>}
      </div>
      {chosen.length > 0 && (
        <button type="button" className={css.clear} onClick={() => onChange([])}>
          Choose none: show all
        </button>
      )}
    </fieldset>
  );
}

/**
 * Walks along the choices with the arrow keys and takes one with Enter. Left to itself a radio button takes whatever it
 * walks over, and what is chosen here takes effect at once.
 */
function walk(event: KeyboardEvent<HTMLInputElement>): void {
  const { key, currentTarget: input } = event;
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
  if (key === 'Enter') input.click();
  else if (by !== undefined) {
    const all = [...(input.closest('fieldset')?.querySelectorAll('input') ?? [])];
    all.at((all.indexOf(input) + by) % all.length)?.focus();
  } else return;
  event.preventDefault();
}

/** One of some choices. */
export function SingleChoiceList(props: {
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const { name, choices, chosen, onChoose } = props;
  const group = useId();
  return (
    <fieldset>
      <legend className="hidden">{name}</legend>
      <div className={css.list}>
        {choices.map((choice) => (
          <Row
            key={choice.id}
            type="radio"
            group={group}
            choice={choice}
            isChosen={choice.id === chosen}
            onChoose={() => onChoose(choice.id)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Row(props: {
  readonly type: 'checkbox' | 'radio';
  readonly group?: string;
  readonly choice: Choice;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}): ReactNode {
  const { type, group, choice, isChosen, onChoose } = props;
  const { label, detail, count } = choice;
  return (
    <label className={css.row}>
      <input
        type={type}
        name={group}
        checked={isChosen}
        onChange={onChoose}
        onKeyDown={type === 'radio' ? walk : undefined}
        aria-label={label}
      />
      <span className={css.name} title={label}>
        {label}
        {detail !== undefined && <small>{detail}</small>}
      </span>
      {count !== undefined && (
        <span className={css.count}>{count === null ? 'none held' : formatShortCount(count)}</span>
      )}
    </label>
  );
}
