import type { ReactNode } from 'react';
import { useInfo } from '../../view/use-info.ts';
import { Row, Section } from './Section.tsx';
import css from './settings.module.css';

/** What this is. */
export function About(): ReactNode {
  const { info } = useInfo();
  return (
    <Section title="About" help="Longtail is open source, under the Apache License 2.0.">
      {info !== undefined && (
        <>
          <Row label="Source">
            <span className={css.value}>
              {info.name} {info.version}
            </span>
          </Row>
          <Row label="HTTP contract">
            <span className={css.value}>version {info.contract}</span>
          </Row>
        </>
      )}
    </Section>
  );
}
