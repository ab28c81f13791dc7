import { useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { BUTTON_CLASS, Button } from '../../../ui/Button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { useToast } from '../../../ui/toast/toast-context.ts';
import { performanceLink, sourcesLink } from '../../../view/links.ts';
import { useSource } from '../../../view/source-context.tsx';
import { useView } from '../../../view/use-view.ts';
import { DEFAULT_VIEW, DEMO, DEMO_ROWS } from '../../../view/view.ts';
import { CheckResult } from './CheckResult.tsx';
import { DemoForm } from './DemoForm.tsx';
import { SourceCard } from './SourceCard.tsx';
import { stopServing } from './stop-serving.ts';
import css from './sources.module.css';
import { useCheck } from './use-check.ts';
import { useOpenFacts } from './use-open-facts.ts';

/** The demo, which this browser makes itself. */
export function DemoCard(props: {
  /** Told whether it is on the list from now on. */
  readonly onOffer: (isOffered: boolean) => void;
}): ReactNode {
  const { onOffer } = props;
  const { view } = useView();
  const { source, sourceId } = useSource();
  const navigate = useNavigate();
  const tell = useToast();
  const open = useOpenFacts();
  const checking = useCheck(source);
  const [isEdited, setIsEdited] = useState(false);
  const isOpen = sourceId === 'demo';
  const rows = view.source.id === 'demo' ? view.source.rows : DEMO_ROWS;
  const remove = (): void => {
    onOffer(false);
    // Its page would be one of a source that is not there.
    if (isOpen) {
      void navigate(performanceLink({ ...DEFAULT_VIEW, zone: view.zone, source: { id: 'collector' } }));
    }
    tell({
      message: 'This browser offers no demo any more.',
      undo: () => {
        onOffer(true);
        if (isOpen) void navigate(sourcesLink(view));
      },
      afterwards: () => void stopServing(),
    });
  };
  return (
    <SourceCard
      name="Demo"
      help="Made-up traffic, to look around in."
      state={isOpen ? open.state : null}
      facts={
        isOpen
          ? open.facts
          : [
              {
                name: 'Holds',
                value: `${formatCount(rows)} transactions, made anew in this browser when it is opened`,
              },
            ]
      }
      actions={
        <>
          {!isOpen && (
            <Link
              className={BUTTON_CLASS}
              data-look="plain"
              data-size="small"
              to={performanceLink({ ...DEFAULT_VIEW, zone: view.zone, source: DEMO })}
            >
              Use Demo
            </Link>
          )}
          {isOpen && (
            <Button
              size="small"
              aria-label="Test the demo"
              disabled={checking.isRunning}
              onClick={checking.run}
            >
              Test
            </Button>
          )}
          <Button
            size="small"
            aria-label="Edit the demo"
            aria-expanded={isEdited}
            onClick={() => setIsEdited(!isEdited)}
          >
            Edit
          </Button>
          <Button size="small" aria-label="Remove the demo" onClick={remove}>
            Remove
          </Button>
        </>
      }
    >
      {isEdited && <DemoForm rows={rows} onDone={() => setIsEdited(false)} />}
      {isOpen && <CheckResult checking={checking} zone={view.zone} />}
      <p className={css.said}>Nothing of it leaves this browser, and closing its last tab deletes it.</p>
    </SourceCard>
  );
}
