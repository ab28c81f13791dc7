import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { DEMO_CHOICE } from '../../view/demo-choice.ts';
import { useSource } from '../../view/source-context.tsx';
import { CollectorCard } from './sources/CollectorCard.tsx';
import { DemoCard } from './sources/DemoCard.tsx';
import { FilesCard } from './sources/FilesCard.tsx';
import { Section } from './Section.tsx';

/** Where data can come from: each source, what is known of it, and what can be done with it. */
export function Sources(): ReactNode {
  const { sourceId } = useSource();
  const [choice, setChoice] = useState(DEMO_CHOICE.read);
  const offer = (isOffered: boolean): void => {
    const next = isOffered ? 'offered' : 'removed';
    DEMO_CHOICE.write(next);
    setChoice(next);
  };
  return (
    <Section
      id="sources"
      title="Sources"
      help="Where data comes from. The one that is open is in the address."
    >
      <CollectorCard />
      {choice === 'offered' || sourceId === 'demo' ? (
        <DemoCard onOffer={offer} />
      ) : (
        <Button icon={<Plus size={16} strokeWidth={1.5} aria-hidden />} onClick={() => offer(true)}>
          Add the demo
        </Button>
      )}
      <FilesCard />
    </Section>
  );
}
