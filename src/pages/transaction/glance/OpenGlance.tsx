import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { lazyPart } from '../../../ui/part/lazy-part.ts';
import { Boundary } from '../../../ui/states/Boundary.tsx';
import { useGlance } from '../../../view/use-glance.ts';

// Most visits look at none.
const Glance = lazyPart(async () => (await import('./Glance.tsx')).Glance);

/** The transaction that the address looks at beside a list, over whichever page has the list. */
export function OpenGlance(): ReactNode {
  const { glance, close } = useGlance();
  if (glance === null) return null;
  return (
    <Boundary what="The preview" resetKeys={[glance]}>
      <Suspense>
        <Glance key={JSON.stringify(glance)} id={glance} onClose={close} />
      </Suspense>
    </Boundary>
  );
}
