import { Drawer } from '@mantine/core';
import { ChevronDown, ChevronLeft, ChevronRight, Database } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ChoiceList, SingleChoiceList } from './ChoiceList.tsx';
import type { Choice } from './ChoiceList.tsx';
import css from './FilterBar.module.css';
import { RangePanel } from './RangePanel.tsx';
import type { RangePanelProps } from './RangePanel.tsx';
import { Segment } from './Segment.tsx';
import { formatInterval, formatLength } from './range-words.ts';

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
  return 'last' in range ? `Last ${formatLength(range.last)}` : formatInterval(range, zone);
}

/** All that a page is filtered by: the same parts in the same order on every page. */
export function FilterBar(props: FilterBarProps): ReactNode {
  const { source, environment, project, range, onEarlier, onLater, search } = props;
  return (
    <div className={css.bar}>
      <div className={css.slot}>
        <Segment
          label="source"
          isLabelShown={false}
          value={labelOf(source.choices, source.chosen)}
          icon={<Database size={16} strokeWidth={1.5} aria-hidden />}
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
        <Segment label="env" value={wordsFor(environment)}>
          {() => <ChoiceList name="Environments" {...environment} />}
        </Segment>
      </div>
      <div className={css.slot}>
        <Segment label="project" value={wordsFor(project)}>
          {() => <ChoiceList name="Projects" {...project} />}
        </Segment>
      </div>
      <div className={`${css.slot} ${css.range}`}>
        <Step label="Earlier" onClick={onEarlier} icon={<ChevronLeft size={14} aria-hidden />} />
        <Segment label="range" isLabelShown={false} value={rangeWords(range)} width={320}>
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
        <Step label="Later" onClick={onLater} icon={<ChevronRight size={14} aria-hidden />} />
      </div>
      {search(false)}
    </div>
  );
}

function Step(props: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: (() => void) | null;
}): ReactNode {
  const { label, icon, onClick } = props;
  return (
    <button
      type="button"
      className={css.step}
      aria-label={label}
      title={label}
      disabled={onClick === null}
      onClick={onClick ?? undefined}
    >
      {icon}
    </button>
  );
}

/** The filter bar of a narrow window: one line that says it all and opens a sheet. */
export function FilterPill(props: FilterBarProps): ReactNode {
  const { source, environment, project, range, search, searchText } = props;
  const [isOpen, setIsOpen] = useState(false);
  const words = [
    labelOf(source.choices, source.chosen),
    ...(environment.chosen.length === 0 ? [] : [wordsFor(environment)]),
    ...(project.chosen.length === 0 ? [] : [wordsFor(project)]),
    'last' in range.range ? formatLength(range.range.last) : rangeWords(range),
  ];
  return (
    <>
      <button type="button" className={css.pill} onClick={() => setIsOpen(true)} aria-haspopup="dialog">
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
      <Drawer
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        position="bottom"
        size="auto"
        title="Filter"
        closeButtonProps={{ 'aria-label': 'Close the filter' }}
      >
        <div className={css.sheet}>
          {search(true)}
          <Part title="Range">
            <RangePanel {...range} isFolded />
          </Part>
          <Part title="Environments">
            <ChoiceList name="Environments" {...environment} />
          </Part>
          <Part title="Projects">
            <ChoiceList name="Projects" {...project} />
          </Part>
          <Part title="Source">
            <SingleChoiceList name="Source" {...source} />
          </Part>
        </div>
      </Drawer>
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
