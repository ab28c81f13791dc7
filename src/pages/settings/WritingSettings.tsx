import { useState } from 'react';
import type { ReactNode } from 'react';
import { FIRST_DAYS } from '../../model/writing.ts';
import type { DurationStyle, FirstDay } from '../../model/writing.ts';
import { formatCount, formatDuration, formatPercent } from '../../ui/format.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { useWriting } from '../../ui/use-writing.ts';
import { applyWriting, writing } from '../../ui/writing.ts';
import { DURATION_CHOICE, FIRST_DAY_CHOICE, NUMBER_CHOICE, languageOf } from '../../view/reader-writing.ts';
import type { NumberChoice } from '../../view/reader-writing.ts';
import { Row, Section } from './Section.tsx';
import css from './settings.module.css';

const NUMBERS: readonly { value: NumberChoice; label: string; help?: string }[] = [
  { value: 'en-GB', label: '1,234.5' },
  { value: 'de', label: '1.234,5' },
  { value: 'fr', label: '1\u202f234,5' },
  { value: 'de-CH', label: '1’234.5' },
  { value: 'browser', label: 'Browser', help: 'As the language of this browser writes them' },
];

const DURATIONS: readonly { value: DurationStyle; label: string; help: string }[] = [
  { value: 'suited', label: 'In the unit that suits', help: '412 ms, 3.42 s, 4 m 12 s' },
  { value: 'ms', label: 'Milliseconds', help: 'All in milliseconds: 3,420 ms' },
  { value: 's', label: 'Seconds', help: 'All in seconds: 0.412 s' },
];

const DAY_NAMES: Readonly<Record<FirstDay, string>> = { 1: 'Monday', 0: 'Sunday', 6: 'Saturday' };

/** How numbers, durations and weeks are written for the reader of this browser. */
export function WritingSettings(): ReactNode {
  useWriting();
  const [numbers, setNumbers] = useState(NUMBER_CHOICE.read);
  const [durations, setDurations] = useState(DURATION_CHOICE.read);
  const [firstDay, setFirstDay] = useState(FIRST_DAY_CHOICE.read);
  return (
    <Section
      id="writing"
      title="Numbers and dates"
      help="For this browser. Exports, links and the search are written the same for everybody."
    >
      <Row label="Numbers">
        <Toggle
          label="Numbers"
          choices={NUMBERS}
          chosen={numbers}
          onChoose={(choice) => {
            NUMBER_CHOICE.write(choice);
            setNumbers(choice);
            applyWriting({ ...writing(), numbers: languageOf(choice) });
          }}
        />
      </Row>
      <Row label="Durations">
        <Toggle
          label="Durations"
          choices={DURATIONS}
          chosen={durations}
          onChoose={(choice) => {
            DURATION_CHOICE.write(choice);
            setDurations(choice);
            applyWriting({ ...writing(), durations: choice });
          }}
        />
      </Row>
      <Row label="A week begins on" help="In calendars, and in ranges such as “last week”.">
        <Toggle
          label="A week begins on"
          choices={FIRST_DAYS.map((day) => ({ value: String(day), label: DAY_NAMES[day] }))}
          chosen={String(firstDay)}
          onChoose={(choice) => {
            const day = FIRST_DAYS.find((day) => String(day) === choice) ?? FIRST_DAYS[0];
            FIRST_DAY_CHOICE.write(day);
            setFirstDay(day);
            applyWriting({ ...writing(), firstDay: day });
          }}
        />
      </Row>
      <Row label="So that they read">
        <span className={css.value} data-sample>
          {formatDuration(412.3)}, {formatDuration(3_421)}, {formatDuration(252_431)},{' '}
          {formatCount(1_234_567)}, {formatPercent(0.0125)}
        </span>
      </Row>
    </Section>
  );
}
