import { formatMinute } from '../../ui/format.ts';
import { loadPart } from '../../ui/part/load-part.ts';
import { lookOf } from '../../ui/export/PictureExport.tsx';
import { useReportPieces } from '../../ui/export/report-parts.tsx';
import { useToast } from '../../ui/toast/toast-context.ts';
import { copyLink } from '../../view/links.ts';
import { usePageHeader } from '../../view/page-header.tsx';
import { useTick } from '../../view/tick-context.tsx';
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
  const tell = useToast();
  const copy = async (): Promise<void> => {
    const { aboutWords } = await loadPart(() => import('./later-parts.ts'));
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
    const { copyReport } = await loadPart(() => import('../../ui/export/copy-report.ts'));
    const done = await copyReport(report, lookOf(report.title, view.zone, WIDTH, 0));
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
