import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import { useToast } from '../../ui/toast/toast-context.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { useDeletion } from '../../view/use-deletion.ts';
import type { Doomed } from '../../view/use-deletion.ts';
import { useInfo } from '../../view/use-info.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { Section } from './Section.tsx';
import css from './settings.module.css';

/** Deletes the data of a project, or all; for ten seconds it can be taken back. */
export function DeleteData(): ReactNode {
  const { info } = useInfo();
  const label = useProjectLabel();
  const tell = useToast();
  const { doomed, doom, spare, destroy } = useDeletion();
  if (info === undefined) return null;
  if (info.abilities.deletion !== true) {
    return (
      <Section id="delete" title="Delete data" help="Nothing of this source can be deleted here.">
        <p className={css.none}>
          {info.name === 'demo'
            ? 'The demo’s data is made in this browser, anew for every tab. Closing the last one deletes it.'
            : 'It was started without a way to, or is of an earlier version.'}
        </p>
      </Section>
    );
  }
  const begin = (project: Doomed): void => {
    const what = project === null ? 'All data' : `The data of ${toVisibleLine(label(project))}`;
    doom(project);
    tell({
      message: `${what} goes in ten seconds.`,
      undo: () => {
        spare(project);
        tell({ message: `${what} stays.` });
      },
      afterwards: () => {
        void destroy(project).then((outcome) =>
          tell(
            typeof outcome === 'number'
              ? { message: `Deleted: ${formatCount(outcome)} transactions, with their spans and errors.` }
              : { message: `${what} was not deleted. ${outcome.message} ${outcome.advice}`, tone: 'bad' },
          ),
        );
      },
    });
  };
  const isAllDoomed = doomed.includes(null);
  const row = (project: Doomed, name: ReactNode, rows: number): ReactNode => (
    <div key={String(project)} className={css.row}>
      <span>
        {name} <small>{formatCount(rows)} transactions</small>
      </span>
      <Button
        size="small"
        disabled={rows === 0 || isAllDoomed || doomed.includes(project)}
        aria-label={project === null ? 'Delete all data' : `Delete the data of ${label(project)}`}
        onClick={() => begin(project)}
      >
        {doomed.includes(project) ? 'Going' : 'Delete'}
      </Button>
    </div>
  );
  return (
    <Section
      id="delete"
      title="Delete data"
      help="For everybody: what was received until then, from the database and from the disk. Settings and alerts stay. It can be taken back for ten seconds, as long as this window is open."
    >
      {info.projects.map(({ name, rows }) => row(name, toVisibleLine(label(name)), rows))}
      {row(null, 'Everything', info.rows)}
    </Section>
  );
}
