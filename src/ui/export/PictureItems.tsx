import type { ReactNode } from 'react';
import { copyText } from '../clipboard.ts';
import { loadPart } from '../part/load-part.ts';
import type { Kit } from '../popup/use-kit.ts';
import { download, toFileName } from './download.ts';
import { copyPng, toPng } from './picture.ts';
import type { PictureExportProps } from './PictureExport.tsx';

/** The ways to take a chart along, in a menu. What cannot be copied is downloaded. */
export function PictureItems(
  props: PictureExportProps & {
    readonly menu: Kit['Menu'];
    /** What became of it, in words. */
    readonly onSaid: (words: string) => void;
  },
): ReactNode {
  const { name, picture, table, menu: Menu, onSaid } = props;
  const say = (what: string, isCopied: boolean): void =>
    onSaid(isCopied ? `${what} copied` : `${what} could not be copied and was downloaded`);
  const file = toFileName(name);
  const taking =
    <T,>(take: () => T | null, run: (taken: T) => Promise<void>) =>
    () => {
      const taken = take();
      if (taken === null) onSaid('There is nothing to copy yet');
      else void run(taken).catch(() => onSaid('This browser could not make it'));
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
      <Menu.Item onClick={png}>Copy as PNG</Menu.Item>
      <Menu.Item onClick={svg}>Copy as SVG</Menu.Item>
      <Menu.Item onClick={csv}>Copy as CSV</Menu.Item>
    </>
  );
}
