import type { ReactNode } from 'react';
import { useTellHeader } from '../../view/page-header.tsx';
import { useScope } from '../../view/use-scope.ts';
import { VitalParts } from './VitalParts.tsx';

/** The web vitals of all page views. */
export function VitalsPage(): ReactNode {
  const scope = useScope();
  useTellHeader('Web vitals');
  return (
    <>
      <h1 className="hidden">Web vitals</h1>
      <VitalParts scope={scope} />
    </>
  );
}
