import '@mantine/dates/styles.layer.css';
import './calendar.css';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { EpochMs, Range } from '../../model/time.ts';
import { Button } from '../Button.tsx';
import type { Zone } from '../format.ts';
import { useWriting } from '../use-writing.ts';
import css from './RangePanel.module.css';
import { formatInterval, fromFields, toFields } from './range-words.ts';

/** A fixed range: two days on a calendar and two times of day. */
export default function CustomRange(props: {
  readonly range: Range;
  readonly now: EpochMs;
  readonly zone: Zone;
  readonly onApply: (range: Range) => void;
}): ReactNode {
  const { range, now, zone, onApply } = props;
  const { firstDay } = useWriting();
  const first = toFields(range.start, zone);
  const last = toFields(range.end, zone);
  const [days, setDays] = useState<[string | null, string | null]>([first.date, last.date]);
  const [from, setFrom] = useState(first.time);
  const [to, setTo] = useState(last.time);
  const [startDay, endDay] = days;
  const chosen =
    startDay === null
      ? null
      : {
          start: fromFields({ date: startDay, time: from }, zone),
          end: fromFields({ date: endDay ?? startDay, time: to }, zone),
        };
  const isFilled = chosen !== null && !Number.isNaN(chosen.start) && !Number.isNaN(chosen.end);
  const isOrdered = isFilled && chosen.start < chosen.end;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isOrdered) onApply(chosen);
  };
  return (
    <form className={css.custom} onSubmit={submit}>
      <DatePicker
        type="range"
        size="xs"
        allowSingleDateInRange
        value={days}
        onChange={setDays}
        defaultDate={last.date}
        maxDate={toFields(now, zone).date}
        weekdayFormat="dd"
        firstDayOfWeek={firstDay}
        hideOutsideDates
        ariaLabels={{
          previousMonth: 'Previous month',
          nextMonth: 'Next month',
          monthLevelControl: 'Choose a month',
          previousYear: 'Previous year',
          nextYear: 'Next year',
          yearLevelControl: 'Choose a year',
          previousDecade: 'Previous decade',
          nextDecade: 'Next decade',
        }}
      />
      <div className={css.times}>
        <TimeField label="From" value={from} onChange={setFrom} />
        <TimeField label="Until" value={to} onChange={setTo} />
      </div>
      <div className={css.foot}>
        <span className={css.said} data-tone={isFilled && !isOrdered ? 'bad' : 'plain'} role="status">
          {isOrdered && formatInterval(chosen, zone)}
          {isFilled && !isOrdered && 'It ends before it starts.'}
          {!isFilled && 'Choose days, and times such as 14:30.'}
        </span>
        <Button type="submit" size="small" look="primary" disabled={!isOrdered}>
          Show
        </Button>
      </div>
    </form>
  );
}

/** A time of day on the 24-hour clock, which a browser's own time field leaves to its language. */
function TimeField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { label, value, onChange } = props;
  return (
    <label>
      {label}
      <input
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
