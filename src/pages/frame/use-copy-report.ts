import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { formatMinute } from '../../ui/format.ts';
import { loadPart } from '../../ui/part/load-part.ts';
import { lookOf } from '../../ui/export/PictureExport.tsx';
import { useIsReportStale, useReportPieces } from '../../ui/export/report-parts.tsx';
import { useToast } from '../../ui/toast/toast-context.ts';
import { copyLink } from '../../view/links.ts';
import { usePageHeader } from '../../view/page-header.tsx';
import { useLoading } from '../../view/use-loading.ts';
import { useHolder, useTick } from '../../view/tick-context.tsx';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useProjectLabel } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';

/** The width of a report's picture, in pixels. */
const WIDTH = 1248;

/** Copies what the page says, its pictures and numbers, for an incident's document; says what became of it. */
export function useCopyReport(): () => void {
  const { view } = useView();
  const { now } = useTick();
  const { title } = usePageHeader();
  const against = useCompareWords(formatMinute).noun;
  const projectLabel = useProjectLabel();
  const readPieces = useReportPieces();
  const isStale = useIsReportStale();
  const client = useQueryClient();
  const hold = useHolder();
  const load = useLoading();
  const tell = useToast();
  // What stands on the page once it has settled is of the view and the tick of then.
  const latest = useRef({ view, now });
  useEffect(() => {
    latest.current = { view, now };
  });
  const copy = async (): Promise<void> => {
    const { aboutWords, reportQuality, settle } = await loadPart(() => import('./later-parts.ts'));
    const settled = await settle(client, hold, isStale);
    if (!settled.isSettled) {
      tell({
        message: settled.hasFailed
          ? 'Some figures are earlier ones, since their question failed: try that again before you copy a report.'
          : 'The page still waits for answers: copy the report once its figures are there.',
      });
      return;
    }
    const { view, now } = latest.current;
    const report = {
      title: title === '' ? 'Longtail' : title,
      link: copyLink(view, now, new URL(location.href)),
      about: aboutWords(view, now, against, projectLabel),
      pieces: readPieces(),
    };
    if (report.pieces.length === 0) {
      tell({ message: 'There is nothing to report yet.' });
      return;
    }
    const told = { ...report, about: [...report.about, ...reportQuality(settled, load)] };
    const { copyReport } = await loadPart(() => import('../../ui/export/copy-report.ts'));
    const done = await copyReport(told, lookOf(report.title, view.zone, WIDTH, 0));
    tell({
      message:
        done === 'copied'
          ? 'Report copied: picture, numbers and link.'
          : 'This browser lets no report be copied; it was downloaded.',
    });
  };
  return () =>
    void copy().catch(() =>
      tell({
        tone: 'bad',
        message: 'The report could not be made: this browser draws no pictures. Print the page instead.',
      }),
    );
}
