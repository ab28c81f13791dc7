import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { BUTTON_CLASS, Button } from '../../../ui/Button.tsx';
import { performanceLink } from '../../../view/links.ts';
import { useSource } from '../../../view/source-context.tsx';
import { useView } from '../../../view/use-view.ts';
import { DEFAULT_VIEW } from '../../../view/view.ts';
import { CheckResult } from './CheckResult.tsx';
import { SourceCard } from './SourceCard.tsx';
import { toFacts } from './facts.ts';
import css from './sources.module.css';
import { useCheck } from './use-check.ts';
import { useOpenFacts } from './use-open-facts.ts';

/** The collector that serves this page. */
export function CollectorCard(): ReactNode {
  const { view } = useView();
  const { sourceId, collector } = useSource();
  const open = useOpenFacts();
  const checking = useCheck(collector);
  const isOpen = sourceId === 'collector';
  const tried = checking.result?.info ?? null;
  const facts = isOpen ? open.facts : tried === null ? [] : toFacts(tried, view.zone);
  return (
    <SourceCard
      name="Collector"
      help="What your own services send."
      state={isOpen ? open.state : null}
      facts={[{ name: 'Address', value: <code>{new URL('.', location.href).href}</code> }, ...facts]}
      actions={
        <>
          {!isOpen && (
            <Link
              className={BUTTON_CLASS}
              data-look="plain"
              data-size="small"
              // What is filtered by in one says nothing of the other.
              to={performanceLink({ ...DEFAULT_VIEW, zone: view.zone, source: { id: 'collector' } })}
            >
              Use Collector
            </Link>
          )}
          <Button
            size="small"
            aria-label="Test the collector"
            disabled={checking.isRunning}
            onClick={checking.run}
          >
            Test
          </Button>
        </>
      }
    >
      <p className={css.said}>
        It serves this page, so it stays on the list. Its port, how much it keeps and who may read are given
        when it is started: <code>--port</code>, <code>--keep-days</code>, <code>--keep-size</code>,{' '}
        <code>--read-token</code>.
      </p>
      <CheckResult checking={checking} zone={view.zone} />
    </SourceCard>
  );
}
