import { useMediaQuery } from '@mantine/hooks';
import { Suspense, useState } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import type { Problem } from '../../model/result.ts';
import { FilterBar, FilterPill } from '../../ui/filter/FilterBar.tsx';
import { extraPart, lazyPart } from '../../ui/part/lazy-part.ts';
import { Shell } from '../../ui/shell/Shell.tsx';
import { TopBar } from '../../ui/shell/TopBar.tsx';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { SchemeMenu } from '../../ui/theme/SchemeMenu.tsx';
import { toPage } from '../../view/links.ts';
import { usePageHeader } from '../../view/page-header.tsx';
import { useHeard, useSource } from '../../view/source-context.tsx';
import { useHold } from '../../view/tick-context.tsx';
import { useInfo } from '../../view/use-info.ts';
import type { UsedInfo } from '../../view/use-info.ts';
import { useView } from '../../view/use-view.ts';
import { Banners } from './Banners.tsx';
import { CopyLink } from './CopyLink.tsx';
import { CopyReport } from './CopyReport.tsx';
import { FreshnessControl } from './FreshnessControl.tsx';
import { SavedViews } from './SavedViews.tsx';
import { SourceStatus } from './SourceStatus.tsx';
import { OpenError } from './error/OpenError.tsx';
import { SearchControl } from './search/SearchControl.tsx';
import { ALERT_PAGES, toCrumbs, toPlaces } from './places.tsx';
import { useFilter } from './use-filter.ts';
import { PaletteButton } from './palette/PaletteButton.tsx';
import { useGlobalKeys } from './palette/use-global-keys.ts';
import { useRangeKeys } from './use-range-keys.ts';

// Most visits open none of them.
const Palette = lazyPart(async () => (await import('./palette/Palette.tsx')).Palette);
const KeySheet = lazyPart(async () => (await import('./palette/KeySheet.tsx')).KeySheet);
const WholeAccount = lazyPart(async () => (await import('./later-parts.ts')).WholeAccount);
// What the page is about comes first.
const AlertWatch = extraPart(async () => (await import('./later-parts.ts')).AlertWatch);
const FiringCount = extraPart(async () => (await import('./later-parts.ts')).FiringCount);
const Starred = extraPart(async () => (await import('./later-parts.ts')).Starred);
const RailTools = extraPart(async () => (await import('./later-parts.ts')).RailTools);
const PrintHead = extraPart(async () => (await import('./later-parts.ts')).PrintHead);

const NARROW = '(max-width: 700px)';

/** What is around every page: the rail, the filter bar, and what has to be said about the source. */
export function Frame(props: {
  /** Why the worker was started again; null if it was not. */
  readonly restartReason: Problem | null;
  readonly firstRun: (onDone: () => void) => ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const { restartReason, firstRun, children } = props;
  const { view } = useView();
  const { title } = usePageHeader();
  const used = useInfo();
  const heard = useHeard();
  const page = useLocation().pathname.slice(1);
  const isNarrow = useMediaQuery(NARROW, matchMedia(NARROW).matches) ?? false;
  const filter = useFilter(used.info);
  const { isFirstRun, leaveFirstRun } = useFirstRun(used);
  const [isMenuOpen, setIsMenuOpen] = useState(false);
  useHold(isMenuOpen);
  const { onEarlier, onLater } = filter;
  const isFiltered = !isFirstRun && page !== 'settings' && !ALERT_PAGES.has(page);
  // A trace has keys of its own.
  useRangeKeys({ onEarlier, onLater, onZoomOut: filter.range.onZoomOut }, isFiltered && page !== 'trace');
  const [opened, open] = useState<'palette' | 'keys' | null>(null);
  useHold(opened !== null);
  useGlobalKeys(open, !isFirstRun);
  const sourceProblem = heard?.problem ?? used.problem;

  const actions = (
    <>
      {!isFirstRun && (
        <>
          <PaletteButton onOpen={() => open('palette')} />
          <CopyLink isNarrow={isNarrow} />
          {/* A phone has it in the palette. */}
          {!isNarrow && <CopyReport />}
          <SavedViews page={toPage(page)} title={title} />
        </>
      )}
      <SchemeMenu />
    </>
  );
  const Filter = isNarrow ? FilterPill : FilterBar;
  const search = (isAlone: boolean): ReactNode => (
    <SearchControl isOfOne={page === 'transaction'} isAlone={isAlone} />
  );
  const freshness = (isAlone: boolean): ReactNode => (
    <FreshnessControl
      isUnreachable={sourceProblem?.kind === 'unreachable'}
      isAlone={isAlone}
      onOpenChange={setIsMenuOpen}
    />
  );
  const sheets = opened !== null && (
    <Suspense>
      {opened === 'palette' ? (
        <Palette onClose={() => open(null)} onKeys={() => open('keys')} />
      ) : (
        <KeySheet onClose={() => open(null)} />
      )}
    </Suspense>
  );
  const extra = (part: ReactNode): ReactNode => !isFirstRun && <Suspense>{part}</Suspense>;
  return (
    <Shell
      places={toPlaces(view, page, extra(<FiringCount />))}
      more={extra(<Starred page={page} />)}
      foot={
        <>
          <SourceStatus info={used.info} isUnreachable={sourceProblem?.kind === 'unreachable'} />
          {extra(<RailTools onKeys={() => open('keys')} />)}
        </>
      }
      top={
        <>
          <TopBar
            crumbs={isFirstRun ? [{ label: 'Performance' }] : toCrumbs(view, page, title)}
            filter={
              isFiltered && (
                <Filter
                  {...filter}
                  searchText={view.search}
                  search={search}
                  freshness={freshness}
                  account={
                    used.info === undefined ? null : (
                      <Suspense>
                        <WholeAccount info={used.info} />
                      </Suspense>
                    )
                  }
                  onOpenChange={setIsMenuOpen}
                />
              )
            }
            actions={actions}
          />
          {extra(<PrintHead isFiltered={isFiltered} />)}
          {sheets}
          {extra(<AlertWatch />)}
          <Banners
            problem={used.info === undefined ? null : sourceProblem}
            restartReason={restartReason}
            onRetry={used.retry}
          />
        </>
      }
    >
      {isFirstRun ? (
        firstRun(leaveFirstRun)
      ) : (
        <Content used={used}>
          <Suspense>{children}</Suspense>
          <OpenError />
        </Content>
      )}
    </Shell>
  );
}

/** The page, once the source has said what it is. */
function Content({ used, children }: { readonly used: UsedInfo; readonly children: ReactNode }): ReactNode {
  if (used.info !== undefined) return children;
  if (used.problem === null) return <PageSkeleton />;
  return <ProblemPanel problem={used.problem} onRetry={used.retry} size="page" />;
}

/** A chart and some rows, as most pages have them. */
function PageSkeleton(): ReactNode {
  return (
    <div aria-busy style={{ padding: '16px var(--gutter)', display: 'grid', gap: 16 }}>
      <Skeleton height={240} />
      <Skeleton height={32} width="60%" />
      <Skeleton height={32} />
      <Skeleton height={32} />
    </div>
  );
}

/**
 * Whether the first run stands in for the page: while the collector holds nothing, or none answers. When the first
 * transaction came while it was open, the reader leaves it; a collector that answers again ends it by itself.
 */
function useFirstRun({ info, problem }: UsedInfo): { isFirstRun: boolean; leaveFirstRun: () => void } {
  const { sourceId } = useSource();
  const isEmpty = info?.rows === 0;
  const isUnreached = info === undefined && problem !== null;
  const reason = isEmpty ? 'empty' : isUnreached ? 'unreached' : null;
  const [shown, setShown] = useState<typeof reason>(null);
  const isOver = reason === null && shown === 'unreached' && info !== undefined;
  if (sourceId === 'collector') {
    if (reason !== null && reason !== shown) setShown(reason);
    if (isOver) setShown(null);
  }
  return { isFirstRun: shown !== null, leaveFirstRun: () => setShown(null) };
}
