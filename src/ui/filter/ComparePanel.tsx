import type { ReactNode } from 'react';
import type { EpochMs } from '../../model/time.ts';
import { SingleChoiceList } from './ChoiceList.tsx';
import type { Choice } from './ChoiceList.tsx';
import css from './ComparePanel.module.css';
import { TimeInput } from './TimeInput.tsx';
import type { TimeReading } from './TimeInput.tsx';

export interface ComparePanelProps {
  /** Nothing, and periods at a fixed distance. */
  readonly periods: readonly Choice[];
  /** Releases, the newest first; empty where rows name none. */
  readonly releases: readonly Choice[];
  /** The id of a period or release; null where it is a period of its own. */
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  /** Reads when the other period begins. */
  readonly readFrom: (text: string) => TimeReading<EpochMs>;
  readonly onFrom: (from: EpochMs) => void;
}

/** Chooses what every number is compared with. */
export function ComparePanel(props: ComparePanelProps): ReactNode {
  const { periods, releases, chosen, onChoose, readFrom, onFrom } = props;
  return (
    <>
      <SingleChoiceList name="Compare with" choices={periods} chosen={chosen} onChoose={onChoose} />
      <div className={css.part}>
        <TimeInput
          label="A period of the same length, from"
          placeholder="2026-11-01 14:00"
          read={readFrom}
          onApply={onFrom}
        />
      </div>
      {releases.length > 0 && (
        <div className={css.part}>
          <p className={css.title}>Another release, in the same time</p>
          <SingleChoiceList
            name="Compare with a release"
            choices={releases}
            chosen={chosen}
            onChoose={onChoose}
          />
        </div>
      )}
    </>
  );
}
