import { ChevronDown, ChevronUp, Download, FolderOpen, Search, X } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { Milliseconds } from '../../model/time.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { chooseFile } from '../../ui/choose-file.ts';
import { formatCount } from '../../ui/format.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import type { FoldBase } from '../../view/view.ts';
import { BAR_COLOURS } from '../../view/trace-look.ts';
import type { TraceLook, TracePicture } from '../../view/trace-look.ts';
import { FoldChoice } from './FoldChoice.tsx';
import css from './TraceTools.module.css';
import type { TraceSearch } from './use-trace-search.ts';

interface TraceToolsProps {
  readonly look: TraceLook;
  readonly search: TraceSearch;
  /** The place of the cursor among the matches, from 1; 0 where it is on none. */
  readonly place: number;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onLook: (part: Partial<TraceLook>, how?: 'push' | 'replace') => void;
  readonly onStep: (step: 1 | -1) => void;
  /** Gives the keys back to the waterfall. */
  readonly onLeave: () => void;
  /** What is folded to begin with, of so many milliseconds in scope. */
  readonly base: FoldBase;
  readonly total: Milliseconds;
  readonly onFold: (base: FoldBase) => void;
  readonly onSave: () => void;
  readonly onOpen: (file: File) => void;
}

const PICTURES: readonly { readonly value: TracePicture; readonly label: string }[] = [
  { value: 'waterfall', label: 'Waterfall' },
  { value: 'flame', label: 'Flame graph' },
  { value: 'statistics', label: 'Statistics' },
  { value: 'compare', label: 'Compare' },
];

const COLOUR_WORDS = { op: 'op', service: 'service', error: 'errors' } as const;

/** What is looked for in a trace and how it is drawn: one line above it. */
export function TraceTools(props: TraceToolsProps): ReactNode {
  const { look, onLook, onSave, onOpen } = props;
  return (
    <div className={css.tools} role="toolbar" aria-label="The trace">
      <Toggle
        label="Picture"
        choices={PICTURES}
        chosen={look.picture}
        onChoose={(picture) => onLook({ picture })}
      />
      <SearchLine {...props} />
      {look.picture === 'waterfall' && (
        <FoldChoice base={props.base} total={props.total} onFold={props.onFold} />
      )}
      <label className={css.choice}>
        Colour
        <select
          value={look.colour}
          onChange={({ target }) =>
            onLook({ colour: BAR_COLOURS.find((word) => word === target.value) ?? 'op' })
          }
        >
          {BAR_COLOURS.map((word) => (
            <option key={word} value={word}>
              {COLOUR_WORDS[word]}
            </option>
          ))}
        </select>
      </label>
      <div className={css.files}>
        <IconButton
          size="small"
          label="Download this trace"
          icon={<Download size={16} strokeWidth={1.5} aria-hidden />}
          onClick={onSave}
        />
        <OpenFile onOpen={onOpen} isIconOnly />
      </div>
    </div>
  );
}

/** Asks for the file of a downloaded trace. */
export function OpenFile(props: {
  readonly onOpen: (file: File) => void;
  readonly isIconOnly?: boolean;
}): ReactNode {
  const icon = <FolderOpen size={16} strokeWidth={1.5} aria-hidden />;
  const choose = (): void => chooseFile(props.onOpen);
  return props.isIconOnly === true ? (
    <IconButton size="small" label="Open a downloaded trace" icon={icon} onClick={choose} />
  ) : (
    <Button size="small" icon={icon} onClick={choose}>
      Open a downloaded trace
    </Button>
  );
}

function SearchLine(props: TraceToolsProps): ReactNode {
  const { look, search, place, input, onLook, onStep, onLeave } = props;
  // What is typed is shown at once; the address follows, and may change by itself.
  const [typed, setTyped] = useState({ text: look.find, over: look.find });
  const text = typed.over === look.find ? typed.text : look.find;
  const type = (text: string): void => {
    setTyped({ text, over: text });
    onLook({ find: text }, look.find === '' || text === '' ? 'push' : 'replace');
  };
  const found = search.matches.length;
  return (
    <div className={css.search} role="search" aria-label="Spans of this trace">
      <span className={css.box} data-fault={search.fault !== null || undefined}>
        <Search size={14} strokeWidth={1.5} aria-hidden />
        <input
          ref={input}
          type="text"
          value={text}
          placeholder="Find spans: op:db duration:>50ms"
          aria-label="Find spans in this trace"
          aria-invalid={search.fault !== null}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => type(target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1);
            else if (event.key === 'Escape' && text !== '') type('');
            else if (event.key === 'Escape' || event.key === 'ArrowDown') onLeave();
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        {text !== '' && (
          <IconButton
            size="small"
            label="Clear what is looked for"
            icon={<X size={14} strokeWidth={1.5} aria-hidden />}
            onClick={() => {
              type('');
              input.current?.focus();
            }}
          />
        )}
      </span>
      {search.isOn && (
        <>
          <span className={css.count} role="status">
            {found === 0
              ? 'no span matches'
              : `${place === 0 ? '' : `${formatCount(place)} of `}${formatCount(found)}`}
          </span>
          <IconButton
            size="small"
            label="Previous match (N)"
            disabled={found === 0}
            icon={<ChevronUp size={14} strokeWidth={1.5} aria-hidden />}
            onClick={() => onStep(-1)}
          />
          <IconButton
            size="small"
            label="Next match (n)"
            disabled={found === 0}
            icon={<ChevronDown size={14} strokeWidth={1.5} aria-hidden />}
            onClick={() => onStep(1)}
          />
          <Button size="small" aria-pressed={look.only} onClick={() => onLook({ only: !look.only })}>
            Hide others
          </Button>
        </>
      )}
      {search.fault !== null && (
        <p className={css.fault} role="alert">
          {search.fault}
        </p>
      )}
    </div>
  );
}
