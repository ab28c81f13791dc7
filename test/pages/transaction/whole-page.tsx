import type { ReactNode } from 'react';
import { EventParts } from '../../../src/pages/events/EventParts.tsx';
import { TransactionPage } from '../../../src/pages/transaction/TransactionPage.tsx';
import { VitalParts } from '../../../src/pages/vitals/VitalParts.tsx';

const PARTS = { Events: EventParts, Vitals: VitalParts };

/** The page of one transaction with all of its parts, as the app puts it together. */
export function WholePage(): ReactNode {
  return <TransactionPage parts={PARTS} />;
}
