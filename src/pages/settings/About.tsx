import type { ReactNode } from 'react';
import { useInfo } from '../../view/use-info.ts';
import { Row, Section } from './Section.tsx';
import css from './settings.module.css';

/** What this is, and what it is made of. */
export function About(): ReactNode {
  const { info } = useInfo();
  return (
    <Section id="about" title="About" help="Longtail is open source, under the Apache License 2.0.">
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
      {/* The build writes them: while it is developed there are none. */}
      {import.meta.env.PROD && (
        <Row label="Licences of what is built in">
          <a className={css.outward} href="./licences.txt" target="_blank" rel="noreferrer">
            licences.txt
          </a>
        </Row>
      )}
    </Section>
  );
}
