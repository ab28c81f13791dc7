import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Settings } from '../../model/source.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { formatCount } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { useInfo } from '../../view/use-info.ts';
import { useSettings } from '../../view/use-settings.ts';
import { Awaited, useKeptSettings } from './Awaited.tsx';
import { Section } from './Section.tsx';
import { withProjectName } from './project-name.ts';
import css from './settings.module.css';

/** The address to send a project's events to: projects of Sentry SDKs are numbers, others are named by their sender. */
function dsnOf(dsn: string, project: string): string | null {
  return /^\d+$/.test(project) ? dsn.replace(/\/\d+$/, `/${project}`) : null;
}

/** What projects are called, and where to send them. */
export function Projects(): ReactNode {
  const { info } = useInfo();
  const { change } = useSettings();
  const settings = useKeptSettings();
  const projects = info?.projects ?? [];
  const isKept = info?.abilities.settings === true;
  const ingest = info?.ingest ?? null;
  const about = {
    id: 'projects',
    title: 'Projects',
    help: 'For everybody who looks at this source: what each is called.',
  } as const;
  if (info === undefined || settings === undefined) {
    return (
      <Section {...about}>
        <Awaited />
      </Section>
    );
  }
  return (
    <Section {...about}>
      {projects.length === 0 && <p className={css.none}>There are none yet.</p>}
      {projects.map(({ name, rows }) => {
        const dsn = ingest === null ? null : dsnOf(ingest.dsn, name);
        return (
          <div key={name} className={css.row}>
            <span>
              <code>{toVisibleLine(name)}</code> <small>{formatCount(rows)} transactions</small>
            </span>
            <span className={css.value}>
              <NameField
                project={name}
                settings={settings}
                isOn={isKept}
                onChange={(given) => change((settings) => withProjectName(settings, name, given))}
              />
              {dsn !== null && <CopyButton size="small" look="ghost" label="Copy DSN" text={() => dsn} />}
            </span>
          </div>
        );
      })}
      {ingest !== null && (
        <div className={css.row}>
          <span>OpenTelemetry endpoint</span>
          <span className={css.value}>
            <code>{ingest.otlp}</code>
            <CopyButton size="small" look="ghost" label="Copy endpoint" text={() => ingest.otlp} />
          </span>
        </div>
      )}
    </Section>
  );
}

function NameField(props: {
  readonly project: string;
  readonly settings: Settings;
  readonly isOn: boolean;
  readonly onChange: (name: string) => void;
}): ReactNode {
  const { project, settings, isOn, onChange } = props;
  const known = Object.hasOwn(settings.projectNames, project) ? (settings.projectNames[project] ?? '') : '';
  const [draft, setDraft] = useState<string | null>(null);
  const commit = (): void => {
    if (draft !== null && draft.trim() !== known) onChange(draft);
    setDraft(null);
  };
  return (
    <input
      className={css.name}
      aria-label={`Name of project ${project}`}
      placeholder="No name"
      disabled={!isOn}
      maxLength={200}
      value={draft ?? known}
      onChange={({ target }) => setDraft(target.value)}
      onBlur={commit}
      onKeyDown={({ key }) => {
        if (key === 'Enter') commit();
        if (key === 'Escape') setDraft(null);
      }}
    />
  );
}
