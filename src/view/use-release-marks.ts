import { useMemo } from 'react';
import type { EpochMs, Range } from '../model/time.ts';
import { useInfo } from './use-info.ts';

/** When a release was seen first. */
export interface ReleaseMark {
  readonly at: EpochMs;
  readonly label: string;
}

const NONE: readonly ReleaseMark[] = [];

/** The releases that were first seen within a range. */
export function useReleaseMarks({ start, end }: Range): readonly ReleaseMark[] {
  const releases = useInfo().info?.releases;
  return useMemo(() => {
    const within = releases?.filter(({ first }) => first > start && first < end) ?? [];
    return within.length === 0 ? NONE : within.map(({ name, first }) => ({ at: first, label: name }));
  }, [releases, start, end]);
}
