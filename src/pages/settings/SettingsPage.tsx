import { Suspense } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { Note } from '../../ui/states/Note.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { useWriting } from '../../ui/use-writing.ts';
import { useTellHeader } from '../../view/page-header.tsx';
import { useInfo } from '../../view/use-info.ts';
import { useSettings } from '../../view/use-settings.ts';
import { About } from './About.tsx';
import { Appearance } from './Appearance.tsx';
import { DeleteData } from './DeleteData.tsx';
import { Diagnostics } from './Diagnostics.tsx';
import { Memory } from './Memory.tsx';
import { PrivateData } from './PrivateData.tsx';
import { Projects } from './Projects.tsx';
import { Section } from './Section.tsx';
import { Sources } from './Sources.tsx';
import { Stored } from './Stored.tsx';
import { ThresholdSettings } from './ThresholdSettings.tsx';
import { VitalBands } from './VitalBands.tsx';
import { WritingSettings } from './WritingSettings.tsx';
import css from './settings.module.css';

/** What can be set: for this browser, and for everybody who looks at the source. */
export function SettingsPage(props: {
  /** How one more service is connected. */
  readonly Connect: ComponentType;
}): ReactNode {
  const { Connect } = props;
  useTellHeader('Settings');
  // Its own numbers follow what is chosen on it at once; other pages are drawn when they are gone to.
  useWriting();
  const { info } = useInfo();
  const { problem } = useSettings();
  return (
    <div className={css.page}>
      <h1 className="hidden">Settings</h1>
      {problem !== null && <Note text={`${problem.message} ${problem.advice}`} />}
      {info?.abilities.settings === false && (
        <Note text="This source keeps no settings: thresholds and names hold nothing here." />
      )}
      <Boundary what="The sources">
        <Sources />
      </Boundary>
      <Section
        id="connect"
        title="Connect a service"
        help="Any Sentry SDK or OpenTelemetry exporter. The address is filled in already."
      >
        <Boundary what="The ways to connect">
          <Suspense fallback={<Skeleton height={280} />}>
            <Connect />
          </Suspense>
        </Boundary>
      </Section>
      <Boundary what="The appearance">
        <Appearance />
      </Boundary>
      <Boundary what="How things are written">
        <WritingSettings />
      </Boundary>
      <Boundary what="The memory">
        <Memory />
      </Boundary>
      <Boundary what="The thresholds">
        <ThresholdSettings />
      </Boundary>
      <Boundary what="The limits of web vitals">
        <VitalBands />
      </Boundary>
      <Boundary what="The projects">
        <Projects />
      </Boundary>
      <Boundary what="What is filtered">
        <PrivateData />
      </Boundary>
      <Boundary what="What is stored">
        <Stored />
      </Boundary>
      <Boundary what="Deleting data">
        <DeleteData />
      </Boundary>
      <Boundary what="The diagnostics">
        <Diagnostics />
      </Boundary>
      <About />
    </div>
  );
}
