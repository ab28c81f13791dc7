import { useMemo } from 'react';
import { NUMBER_COLUMNS } from '../model/column.ts';
import type { Field, IdColumn, NumberColumn, Unit } from '../model/column.ts';
import { rounded, writtenDuration, writtenMoment } from './rounded.ts';
import type { Rounding } from './rounded.ts';
import { useRefine } from './use-refine.ts';

/** What can be done with a value that is on screen, under what it is. */
export interface ValueActions {
  readonly title: string;
  /** The value itself, in full, to be copied; left out where there is none. */
  readonly value?: string;
  readonly actions: readonly {
    readonly kind: 'include' | 'exclude' | 'at-least' | 'at-most';
    readonly label: string;
    readonly run: () => void;
  }[];
}

/** Makes the actions of values; each changes the search. */
export interface ValueActionMaker {
  /** Finds only rows with this value, or all others. Null: no value. */
  readonly ofText: (name: string, field: Field | IdColumn, value: string | number | null) => ValueActions;
  /** Finds rows with at least or at most this value. Nothing for no data. */
  readonly ofNumber: (name: string, field: NumberColumn, value: number) => readonly ValueActions[];
  /** Finds transactions by a metric of theirs, as a search writes it: `p95()`. Nothing for no data. */
  readonly ofMetric: (name: string, metric: string, value: number, unit: Unit) => readonly ValueActions[];
  /** Finds rows that have a value of a field, or those that have none. */
  readonly ofPresence: (title: string, field: Field) => ValueActions;
}

/** A bound as a search takes it: rounded so that the value itself lies within. */
function written(value: number, unit: Unit, rounding: Rounding): string {
  if (unit === 'ms') return writtenDuration(value, rounding);
  if (unit === 'ratio') return `${rounded(value * 100, rounding)}%`;
  if (unit === 'epoch') return writtenMoment(value, rounding);
  return String(rounded(value, rounding));
}

/** A number as it is copied: in full; a moment as exports write it. */
function copied(value: number, unit: Unit): string {
  return unit === 'epoch' ? new Date(value).toISOString() : String(value);
}

/** What can be done with the values that a page shows. */
export function useValueActions(): ValueActionMaker {
  const refine = useRefine();
  return useMemo(
    () => ({
      ofText: (name, field, value) => ({
        title: `${name} ${value === null ? '(no value)' : value}`,
        ...(value === null || value === '' ? {} : { value: String(value) }),
        actions: [
          { kind: 'include', label: 'Only this', run: () => refine({ kind: 'include', field, value }) },
          { kind: 'exclude', label: 'All but this', run: () => refine({ kind: 'exclude', field, value }) },
        ],
      }),
      ofNumber: (name, field, value) => {
        if (!Number.isFinite(value)) return [];
        const unit = NUMBER_COLUMNS.get(field)?.unit ?? 'none';
        const [least, most] = [rounded(value, 'down'), rounded(value, 'up')];
        return [
          {
            title: name,
            value: copied(value, unit),
            actions: [
              {
                kind: 'at-least',
                label: `At least ${written(value, unit, 'down')}`,
                run: () => refine({ kind: 'at-least', field, value: least }),
              },
              {
                kind: 'at-most',
                label: `At most ${written(value, unit, 'up')}`,
                run: () => refine({ kind: 'at-most', field, value: most }),
              },
            ],
          },
        ];
      },
      ofMetric: (name, metric, value, unit) => {
        if (!Number.isFinite(value)) return [];
        const [least, most] = [written(value, unit, 'down'), written(value, unit, 'up')];
        const isTime = unit === 'epoch';
        return [
          {
            title: `${name} of the transaction`,
            value: copied(value, unit),
            actions: [
              {
                kind: 'at-least',
                label: `${isTime ? 'Since' : 'At least'} ${least}`,
                run: () => refine({ kind: 'at-least', metric, written: least }),
              },
              {
                kind: 'at-most',
                label: `${isTime ? 'Until' : 'At most'} ${most}`,
                run: () => refine({ kind: 'at-most', metric, written: most }),
              },
            ],
          },
        ];
      },
      ofPresence: (title, field) => ({
        title,
        actions: [
          // Whatever is not absent is there.
          { kind: 'include', label: 'With it', run: () => refine({ kind: 'exclude', field, value: null }) },
          {
            kind: 'exclude',
            label: 'Without it',
            run: () => refine({ kind: 'include', field, value: null }),
          },
        ],
      }),
    }),
    [refine],
  );
}
