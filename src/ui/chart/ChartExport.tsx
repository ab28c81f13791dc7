import { Menu } from '@mantine/core';
import { Share } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../Button.tsx';
import { copyText } from '../clipboard.ts';
import { download, toFileName } from '../export/download.ts';
import { copyPng, toPng } from '../export/picture.ts';
import { toCsv } from '../export/table-text.ts';
import type { Zone } from '../format.ts';
import { toSeriesTable } from './series-rows.ts';
import { toSeriesSvg } from './series-svg.ts';
import type { Series } from './series.ts';

const WIDTH = 960;
const HEIGHT = 360;

function pictureOf(series: Series, name: string, zone: Zone): string {
  const style = getComputedStyle(document.documentElement);
  return toSeriesSvg(series, {
    name,
    zone,
    width: WIDTH,
    height: HEIGHT,
    colour: (property) => style.getPropertyValue(property).trim(),
    font: 'Inter, system-ui, sans-serif',
  });
}

/** Takes a chart along: as a picture, as SVG, or as its numbers. What cannot be copied is downloaded. */
export function ChartExport(props: {
  readonly name: string;
  /** Null while there is nothing to take. */
  readonly series: () => Series | null;
  readonly zone: Zone;
  readonly onOpenChange?: (isOpen: boolean) => void;
}): ReactNode {
  const { name, series, zone, onOpenChange } = props;
  const [said, setSaid] = useState('');
  const say = (what: string, isCopied: boolean): void =>
    setSaid(isCopied ? `${what} copied` : `${what} could not be copied and was downloaded`);
  const file = toFileName(name);
  const withSeries = (run: (series: Series) => Promise<void>) => () => {
    const shown = series();
    if (shown === null) setSaid('There is nothing to copy yet');
    else void run(shown).catch(() => setSaid('This browser could not make it'));
  };
  const png = withSeries(async (shown) => {
    const picture = toPng(pictureOf(shown, name, zone), WIDTH, HEIGHT);
    const isCopied = await copyPng(picture);
    if (!isCopied) download(`${file}.png`, await picture);
    say('Picture', isCopied);
  });
  const svg = withSeries(async (shown) => {
    const text = pictureOf(shown, name, zone);
    const isCopied = await copyText(text);
    if (!isCopied) download(`${file}.svg`, new Blob([text], { type: 'image/svg+xml' }));
    say('SVG', isCopied);
  });
  const csv = withSeries(async (shown) => {
    const text = toCsv(toSeriesTable(shown));
    const isCopied = await copyText(text);
    if (!isCopied) download(`${file}.csv`, new Blob([text], { type: 'text/csv' }));
    say('CSV', isCopied);
  });
  return (
    <>
      <Menu
        position="bottom-end"
        width={168}
        {...(onOpenChange === undefined ? {} : { onChange: onOpenChange })}
      >
        <Menu.Target>
          <IconButton
            size="small"
            label={`${name}: copy`}
            icon={<Share size={14} strokeWidth={1.5} aria-hidden />}
          />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={png}>Copy as PNG</Menu.Item>
          <Menu.Item onClick={svg}>Copy as SVG</Menu.Item>
          <Menu.Item onClick={csv}>Copy as CSV</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className="hidden" role="status">
        {said}
      </span>
    </>
  );
}
