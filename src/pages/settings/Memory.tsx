import { useState } from 'react';
import type { ReactNode } from 'react';
import { writtenFixed } from '../../model/number-style.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { ROW_LIMIT_CHOICE, ROW_LIMITS } from '../../view/row-limit.ts';
import { Row, Section } from './Section.tsx';

/** Bytes that a row takes in a tab, about, with its orders, ids and some tags. */
const ROW_BYTES = 125;

const LIMITS = ROW_LIMITS.map((limit) =>
  limit === 'device'
    ? {
        value: 'device',
        label: 'Automatic',
        help: '12 million or 1.5 GB, or less where the browser speaks of little memory',
      }
    : {
        value: String(limit),
        label: `${limit / 1e6} million`,
        help: `About ${writtenFixed((limit * ROW_BYTES) / 1e9, 1)} GB`,
      },
);

/** How much of the data this browser holds. */
export function Memory(): ReactNode {
  const [limit, setLimit] = useState(ROW_LIMIT_CHOICE.read);
  return (
    <Section
      id="memory"
      title="Memory"
      help="For this browser, from the next load of the page on. What lies nearest to the view is kept, and an answer says where it stands on less than its range."
    >
      <Row label="Transactions in a tab, at most">
        <Toggle
          label="Transactions in a tab, at most"
          choices={LIMITS}
          chosen={String(limit)}
          onChoose={(value) => {
            const chosen = ROW_LIMITS.find((own) => String(own) === value) ?? 'device';
            ROW_LIMIT_CHOICE.write(chosen);
            setLimit(chosen);
          }}
        />
      </Row>
    </Section>
  );
}
