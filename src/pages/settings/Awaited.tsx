import type { ReactNode } from 'react';
import { DEFAULT_SETTINGS } from '../../model/source.ts';
import type { Settings } from '../../model/source.ts';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { useInfo } from '../../view/use-info.ts';
import { useSettings } from '../../view/use-settings.ts';
import css from './settings.module.css';

/** The settings that hold: undefined until they are read, the usual ones where a source keeps none. */
export function useKeptSettings(): Settings | undefined {
  const { settings } = useSettings();
  const { info } = useInfo();
  return settings ?? (info?.abilities.settings === false ? DEFAULT_SETTINGS : undefined);
}

/** Stands where settings will be: what is usual is not told as what somebody set. */
export function Awaited(): ReactNode {
  const { problem } = useSettings();
  if (problem !== null) return <p className={css.none}>Not known: the settings could not be read.</p>;
  return (
    <div aria-busy>
      {[64, 52, 60].map((width) => (
        <div key={width} className={css.row}>
          <Skeleton height={14} width={`${width / 2}%`} />
          <Skeleton height={28} width={160} />
        </div>
      ))}
    </div>
  );
}
