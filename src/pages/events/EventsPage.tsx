import type { ReactNode } from 'react';
import { useScope } from '../../view/use-scope.ts';
import { EventParts } from './EventParts.tsx';

/** The events of all transactions. */
export function EventsPage(): ReactNode {
  const scope = useScope();
  return (
    <>
      <h1 className="hidden">Events</h1>
      <EventParts scope={scope} />
    </>
  );
}
