import type { ReactNode } from 'react';
import { useTellHeader } from '../../view/page-header.tsx';
import type { PreviewPart } from '../../view/use-event-preview.ts';
import { useScope } from '../../view/use-scope.ts';
import { VitalParts } from './VitalParts.tsx';

/** The web vitals of all page views. */
export function VitalsPage({ Preview }: { readonly Preview: PreviewPart }): ReactNode {
  const scope = useScope();
  useTellHeader('Web vitals');
  return (
    <>
      <h1 className="hidden">Web vitals</h1>
      <VitalParts scope={scope} Preview={Preview} />
    </>
  );
}
