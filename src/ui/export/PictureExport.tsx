import { Share } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../Button.tsx';
import { copyText } from '../clipboard.ts';
import type { Zone } from '../format.ts';
import { PopupMenu } from '../popup/PopupMenu.tsx';
import { download, toFileName } from './download.ts';
import { loadPart } from '../part/load-part.ts';
import { copyPng, toPng } from './picture.ts';
import type { PictureLook } from './picture-look.ts';
import { useReportPart } from './report-parts.tsx';
import type { ExportTable } from './table-text.ts';

/** A picture as an SVG document, which comes with the code that writes it, and its size in pixels. */
export interface Picture {
  readonly svg: Promise<string>;
  readonly width: number;
  readonly height: number;
}

/** What a picture is drawn with: the colours that the page has now. */
export function lookOf(name: string, zone: Zone, width: number, height: number): PictureLook {
  const style = getComputedStyle(document.documentElement);
  return {
    name,
    zone,
    width,
    height,
    colour: (property) => style.getPropertyValue(property).trim(),
    font: 'Inter, system-ui, sans-serif',
  };
}

/** Takes a chart along: as a picture, as SVG, or as its numbers. What cannot be copied is downloaded. */
export function PictureExport(props: {
  readonly name: string;
  /** Null while there is nothing to take. */
  readonly picture: () => Picture | null;
  readonly table: () => ExportTable | null;
}): ReactNode {
  const { name, picture, table } = props;
  const [said, setSaid] = useState('');
  const say = (what: string, isCopied: boolean): void =>
    setSaid(isCopied ? `${what} copied` : `${what} could not be copied and was downloaded`);
  const file = toFileName(name);
  const part = useReportPart(() => {
    const taken = picture();
    return taken === null ? null : { kind: 'picture', name, picture: taken };
  });
  const taking =
    <T,>(take: () => T | null, run: (taken: T) => Promise<void>) =>
    () => {
      const taken = take();
      if (taken === null) setSaid('There is nothing to copy yet');
      else void run(taken).catch(() => setSaid('This browser could not make it'));
    };
  const png = taking(picture, async ({ svg, width, height }) => {
    // Asked for before the picture is there: later, the browser would not know that somebody wanted it.
    const blob = svg.then((document) => toPng(document, width, height));
    const isCopied = await copyPng(blob);
    if (!isCopied) download(`${file}.png`, await blob);
    say('Picture', isCopied);
  });
  const svg = taking(picture, async (taken) => {
    const svg = await taken.svg;
    const isCopied = await copyText(svg);
    if (!isCopied) download(`${file}.svg`, new Blob([svg], { type: 'image/svg+xml' }));
    say('SVG', isCopied);
  });
  const csv = taking(table, async (shown) => {
    const { toCsv } = await loadPart(() => import('./table-text.ts'));
    const text = toCsv(shown);
    const isCopied = await copyText(text);
    if (!isCopied) download(`${file}.csv`, new Blob([text], { type: 'text/csv' }));
    say('CSV', isCopied);
  });
  return (
    <>
      <PopupMenu
        position="bottom-end"
        width={168}
        trigger={
          <IconButton
            size="small"
            label={`${name}: copy`}
            icon={<Share size={14} strokeWidth={1.5} aria-hidden />}
          />
        }
      >
        {(Menu) => (
          <>
            <Menu.Item onClick={png}>Copy as PNG</Menu.Item>
            <Menu.Item onClick={svg}>Copy as SVG</Menu.Item>
            <Menu.Item onClick={csv}>Copy as CSV</Menu.Item>
          </>
        )}
      </PopupMenu>
      <span ref={part} className="hidden" role="status">
        {said}
      </span>
    </>
  );
}
