import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Finding } from '../../model/finding.ts';
import { NONE } from '../../trace/trace.ts';
import { formatDuration } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { findingTitle } from './finding-words.ts';
import css from './FindingStrip.module.css';

interface FindingStripProps {
  readonly findings: readonly Finding[];
  /** The one whose spans are selected. */
  readonly selected: Finding | null;
  readonly onSelect: (node: number) => void;
}

/** What was found, the costliest first; each leads to the first span of it. */
export function FindingStrip({ findings, selected, onSelect }: FindingStripProps): ReactNode {
  if (findings.length === 0) return null;
  return (
    <div className={css.strip} role="group" aria-label="Findings">
      {findings.map((finding) => (
        <button
          key={`${finding.fingerprint} ${finding.offenders[0]}`}
          type="button"
          className={css.finding}
          aria-pressed={finding === selected}
          onClick={() => onSelect(finding.offenders[0] ?? NONE)}
        >
          <TriangleAlert size={14} strokeWidth={1.5} aria-hidden />
          <span className={css.title}>{findingTitle(finding)}</span>{' '}
          <span className={css.what}>{toVisibleLine(finding.description, 120)}</span>{' '}
          <span className={css.cost}>{formatDuration(finding.cost)}</span>
        </button>
      ))}
    </div>
  );
}
