import type { ReactNode } from 'react';
import { formatCount, formatTime } from '../../ui/format.ts';
import { toKeepWords, toSizeWords } from '../../view/keep-words.ts';
import { useInfo } from '../../view/use-info.ts';
import { useView } from '../../view/use-view.ts';
import { Row, Section } from './Section.tsx';
import css from './settings.module.css';

/** What the source holds, and for how long. */
export function Stored(): ReactNode {
  const { info, problem } = useInfo();
  const { zone } = useView().view;
  if (info === undefined) {
    return (
      <Section id="stored" title="Stored" help="What the source holds.">
        <p className={css.none}>{problem?.message ?? 'Being asked for.'}</p>
      </Section>
    );
  }
  const { rows, extent, ingest } = info;
  return (
    <Section id="stored" title="Stored" help="What the source holds.">
      <Row label="Transactions">
        <span className={css.value}>{formatCount(rows)}</span>
      </Row>
      {extent !== null && (
        <>
          <Row label="The oldest">
            <span className={css.value}>{formatTime(extent.start, zone)}</span>
          </Row>
          <Row label="The newest">
            <span className={css.value}>{formatTime(extent.end, zone)}</span>
          </Row>
        </>
      )}
      {ingest !== null && (
        <>
          <Row label="Where">
            <span className={css.value}>
              {ingest.directory === null ? 'in memory alone' : <code>{ingest.directory}</code>}
            </span>
          </Row>
          {ingest.retention.used !== undefined && (
            <Row label="Takes">
              <span className={css.value}>{toSizeWords(ingest.retention.used)}</span>
            </Row>
          )}
          <Row label="Kept">
            <span className={css.value}>{toKeepWords(ingest.retention)}</span>
          </Row>
          <Row label="Gone for it">
            <span className={css.value}>{formatCount(ingest.retention.expired)} transactions</span>
          </Row>
        </>
      )}
      {info.held !== undefined && (
        <Row label="Held by this window">
          <span className={css.value}>
            {formatCount(info.held.rows)} of at most {formatCount(info.held.mostRows)} transactions,{' '}
            {toSizeWords(info.held.bytes)}
          </span>
        </Row>
      )}
    </Section>
  );
}
