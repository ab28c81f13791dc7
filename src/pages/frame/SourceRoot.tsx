import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { Outlet } from 'react-router-dom';
import type { Problem } from '../../model/result.ts';
import { Button } from '../../ui/Button.tsx';
import { BusyPanel } from '../../ui/states/BusyPanel.tsx';
import { ReportParts } from '../../ui/export/report-parts.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { wantsNewAnchor } from '../../view/demo-anchor.ts';
import { PageHeaderProvider } from '../../view/page-header.tsx';
import { SourceProvider } from '../../view/source-context.tsx';
import { TickProvider } from '../../view/tick-context.tsx';
import { useOpenedSource } from '../../view/use-opened-source.ts';
import type { OpenSource } from '../../view/use-opened-source.ts';
import { useRestoredPlace } from '../../view/use-restored-place.ts';
import { useView } from '../../view/use-view.ts';
import { BareFrame } from './BareFrame.tsx';
import { Frame } from './Frame.tsx';

/** Opens the source that the address names, and gives it to the pages within the frame. */
export function SourceRoot(props: {
  readonly open: OpenSource;
  /** What stands in for every page while the collector has nothing to show. */
  readonly firstRun: (onDone: () => void) => ReactNode;
}): ReactNode {
  const { open, firstRun } = props;
  const { view, edit } = useView();
  const { source } = view;
  useRestoredPlace();
  // Only on entering: a demo that is open keeps its anchor, however long it stays open.
  const [outdated] = useState(() =>
    source.id === 'demo' && wantsNewAnchor(view, Date.now()) ? source.anchor : null,
  );
  const isUnanchored = source.id === 'demo' && (source.anchor === null || source.anchor === outdated);
  useEffect(() => {
    if (source.id === 'demo' && isUnanchored) {
      edit({ source: { ...source, anchor: Date.now() } }, 'replace');
    }
  }, [source, isUnanchored, edit]);
  const { opened, starts, problem, reopen } = useOpenedSource(isUnanchored ? null : source, open);
  if (opened === null) {
    return (
      <BareFrame>
        <Opening isDemo={source.id === 'demo'} problem={problem} onRetry={reopen} />
      </BareFrame>
    );
  }
  return (
    <SourceProvider key={starts} source={opened.source} sourceId={source.id} collector={opened.collector}>
      <TickProvider>
        <PageHeaderProvider>
          <ReportParts>
            <Frame restartReason={problem} firstRun={firstRun}>
              <Outlet />
            </Frame>
          </ReportParts>
        </PageHeaderProvider>
      </TickProvider>
    </SourceProvider>
  );
}

function Opening(props: {
  readonly isDemo: boolean;
  readonly problem: Problem | null;
  readonly onRetry: () => void;
}): ReactNode {
  const { isDemo, problem, onRetry } = props;
  if (problem !== null) return <ProblemPanel problem={problem} onRetry={onRetry} size="page" />;
  return isDemo ? (
    <BusyPanel
      message="Making the demo’s traffic"
      advice="Two weeks of it, made in this browser. Nothing is sent anywhere."
    />
  ) : (
    <div aria-busy />
  );
}

/** For an address that no page has. */
export function NoSuchPage(): ReactNode {
  return (
    <EmptyPanel
      size="page"
      message="There is no such page"
      advice="The address may be cut off, or from another version."
      action={
        <a href="./performance" tabIndex={-1}>
          <Button look="primary">Open Performance</Button>
        </a>
      }
    />
  );
}
