import { ChevronDown, ChevronLeft, ChevronRight, Database } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { lazyPart } from '../part/lazy-part.ts';
import { ChoiceList, SingleChoiceList } from './ChoiceList.tsx';
import type { Choice } from './ChoiceList.tsx';
import css from './FilterBar.module.css';
import { ComparePanel } from './ComparePanel.tsx';
import type { ComparePanelProps } from './ComparePanel.tsx';
import { RangePanel } from './RangePanel.tsx';
import type { RangePanelProps } from './RangePanel.tsx';
import { Segment } from './Segment.tsx';
import { zoneName } from '../format.ts';
import { formatInterval, formatLength } from './range-words.ts';

// Only a narrow window has it, and only once it is opened.
const FilterSheet = lazyPart(async () => (await import('./FilterSheet.tsx')).FilterSheet);

/** One of some. */
export interface SingleChoice {
  readonly choices: readonly Choice[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** Any of some; none means all. */
export interface MultipleChoice {
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

export interface FilterBarProps {
  readonly source: SingleChoice;
  readonly environment: MultipleChoice;
  readonly project: MultipleChoice;
  readonly range: RangePanelProps;
  /** Moves the range by its own length; null where there is nothing to move to. */
  readonly onEarlier: () => void;
  readonly onLater: (() => void) | null;
  /** What numbers are compared with, in words, and how to choose it. */
  readonly compare: ComparePanelProps & { readonly words: string };
  /** How current the page is; `isAlone` where it stands in a sheet. */
  readonly freshness: (isAlone: boolean) => ReactNode;
  /** How good the data is; shown in a sheet alone, since a bar stands beside it. Null: it is not known. */
  readonly account: ReactNode;
  /** Told whenever a menu of the bar opened or closed. */
  readonly onOpenChange: (isOpen: boolean) => void;
  /** The text of the search in effect. */
  readonly searchText: string;
  /** The search box; `isAlone` where it stands in a sheet. */
  readonly search: (isAlone: boolean) => ReactNode;
}

function labelOf(choices: readonly Choice[], id: string): string {
  return choices.find((choice) => choice.id === id)?.label ?? id;
}

function wordsFor({ choices, chosen }: MultipleChoice): string {
  const [first, ...more] = chosen;
  if (first === undefined) return 'all';
  return more.length === 0 ? labelOf(choices, first) : `${labelOf(choices, first)} +${more.length}`;
}

function rangeWords({ range, zone }: RangePanelProps): string {
  if ('last' in range) return `Last ${formatLength(range.last)}`;
  return `${formatInterval(range, zone)} ${zoneName(range.start, zone)}`;
}

/** All that a page is filtered by: the same parts in the same order on every page. */
export function FilterBar(props: FilterBarProps): ReactNode {
  const { source, environment, project, range, onEarlier, onLater, compare, freshness, search } = props;
  const { onOpenChange } = props;
  return (
    <div className={css.bar}>
      <div className={css.slot}>
        <Segment
          label="source"
          isLabelShown={false}
          value={labelOf(source.choices, source.chosen)}
          icon={<Database size={16} strokeWidth={1.5} aria-hidden />}
          onOpenChange={onOpenChange}
        >
          {(close) => (
            <SingleChoiceList
              name="Source"
              choices={source.choices}
              chosen={source.chosen}
              onChoose={(id) => {
                close();
                source.onChoose(id);
              }}
            />
          )}
        </Segment>
      </div>
      <div className={css.slot}>
        <Segment label="env" value={wordsFor(environment)} onOpenChange={onOpenChange}>
          {() => <ChoiceList name="Environments" {...environment} />}
        </Segment>
      </div>
      <div className={css.slot}>
        <Segment label="project" value={wordsFor(project)} onOpenChange={onOpenChange}>
          {() => <ChoiceList name="Projects" {...project} />}
        </Segment>
      </div>
      <div className={`${css.slot} ${css.range}`}>
        <Step label="Earlier" shortcut="[" onClick={onEarlier} icon={<ChevronLeft size={14} aria-hidden />} />
        <Segment
          label="range"
          isLabelShown={false}
          value={rangeWords(range)}
          width={352}
          onOpenChange={onOpenChange}
        >
          {(close) => (
            <RangePanel
              {...range}
              onChange={(next) => {
                close();
                range.onChange(next);
              }}
            />
          )}
        </Segment>
        <Step label="Later" shortcut="]" onClick={onLater} icon={<ChevronRight size={14} aria-hidden />} />
        {freshness(false)}
      </div>
      <div className={`${css.slot} ${css.compare}`}>
        <Segment label="vs" value={compare.words} width={300} onOpenChange={onOpenChange}>
          {(close) => (
            <ComparePanel
              {...compare}
              onChoose={(id) => {
                close();
                compare.onChoose(id);
              }}
              onFrom={(from) => {
                close();
                compare.onFrom(from);
              }}
            />
          )}
        </Segment>
      </div>
      {search(false)}
    </div>
  );
}

function Step(props: {
  readonly label: string;
  /** The key that does the same. */
  readonly shortcut: string;
  readonly icon: ReactNode;
  readonly onClick: (() => void) | null;
}): ReactNode {
  const { label, shortcut, icon, onClick } = props;
  return (
    <button
      type="button"
      className={css.step}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={`${label}, key ${shortcut}`}
      disabled={onClick === null}
      onClick={onClick ?? undefined}
    >
      {icon}
    </button>
  );
}

/** The filter bar of a narrow window: one line that says it all and opens a sheet. */
export function FilterPill(props: FilterBarProps): ReactNode {
  const { source, environment, project, range, searchText } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const open = (): void => {
    setWanted(true);
    setIsOpen(true);
  };
  const words = [
    labelOf(source.choices, source.chosen),
    ...(environment.chosen.length === 0 ? [] : [wordsFor(environment)]),
    ...(project.chosen.length === 0 ? [] : [wordsFor(project)]),
    'last' in range.range ? formatLength(range.range.last) : rangeWords(range),
  ];
  return (
    <>
      <button type="button" className={css.pill} onClick={open} aria-haspopup="dialog">
        <span className={css.words}>
          {words.map((word, i) => (
            <span key={i}>
              {i > 0 && <span className={css.dot}>·</span>}
              {word}
            </span>
          ))}
        </span>
        {searchText !== '' && <span className={css.chip}>1 search</span>}
        <ChevronDown size={16} strokeWidth={1.5} aria-hidden />
      </button>
      {isWanted && (
        <Suspense>
          <FilterSheet {...props} isOpen={isOpen} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
