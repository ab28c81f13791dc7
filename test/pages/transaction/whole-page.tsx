import type { ReactNode } from 'react';
import { EventParts } from '../../../src/pages/events/EventParts.tsx';
import { TransactionPage } from '../../../src/pages/transaction/TransactionPage.tsx';
import type { OtherParts } from '../../../src/pages/transaction/TransactionPage.tsx';
import { Preview } from '../../../src/pages/events/Preview.tsx';
import { VitalParts } from '../../../src/pages/vitals/VitalParts.tsx';

const PARTS: OtherParts = {
  Events: EventParts,
  Vitals: (props) => <VitalParts {...props} Preview={Preview} />,
  Preview,
};

/** The page of one transaction with all of its parts, as the app puts it together. */
export function WholePage(): ReactNode {
  return <TransactionPage parts={PARTS} />;
}
