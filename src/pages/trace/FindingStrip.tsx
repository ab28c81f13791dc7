import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Finding } from '../../model/finding.ts';
import { NONE } from '../../trace/trace.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { findingTitle } from './finding-words.ts';
import css from './FindingStrip.module.css';

interface FindingStripProps {
  readonly findings: readonly Finding[];
  /** Whether all was looked through: before that nothing can be said to be found or not. */
  readonly isKnown: boolean;
  /** The one whose spans are selected. */
  readonly selected: Finding | null;
  readonly onSelect: (node: number) => void;
  /** How many limits are not the usual ones, and whether they are being edited. */
  readonly changed: number;
  readonly isEdited: boolean;
  readonly onEdit: () => void;
}

/** What was found, the costliest first; each leads to the first span of it. */
export function FindingStrip(props: FindingStripProps): ReactNode {
  const { findings, isKnown, selected, onSelect, changed, isEdited, onEdit } = props;
  return (
    <div className={css.strip} role="group" aria-label="Findings">
      <Button size="small" look="ghost" aria-expanded={isEdited} onClick={onEdit}>
        Limits{changed === 0 ? '' : ` · ${formatCount(changed)} changed`}
      </Button>
      {findings.length === 0 && (
        <span className={css.none}>
          {isKnown ? 'Nothing is found by these limits.' : 'Looking for what can be fixed…'}
        </span>
      )}
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
