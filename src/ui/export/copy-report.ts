import { download } from './download.ts';
import { toPng } from './picture.ts';
import type { PictureLook } from './picture-look.ts';
import { toReportHtml, toReportMarkdown } from './report.ts';
import type { Report } from './report.ts';
import { toReportSvg } from './report-picture.ts';

async function toDataUrl(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:${blob.type};base64,${btoa(text)}`;
}

/**
 * Puts a report onto the clipboard in every form that a document may take: formatted with its picture, as Markdown, and as
 * a picture of all of it. Where the browser does not let it, it is downloaded as a page of its own; says which it was.
 * Rejects where the browser draws no pictures.
 */
export async function copyReport(report: Report, look: PictureLook): Promise<'copied' | 'downloaded'> {
  const png = toReportSvg(report, look).then(({ svg, width, height }) => toPng(svg, width, height));
  const html = png.then(toDataUrl).then((picture) => toReportHtml(report, picture));
  // Asked for before they are there: later, the browser would not know that somebody wanted it.
  const forms = {
    'text/plain': new Blob([toReportMarkdown(report)], { type: 'text/plain' }),
    'text/html': html.then((text) => new Blob([text], { type: 'text/html' })),
    'image/png': png,
  };
  try {
    await navigator.clipboard.write([new ClipboardItem(forms)]);
    return 'copied';
  } catch {
    const page = `<!doctype html>\n<meta charset="utf-8">\n<title>Longtail report</title>\n${await html}\n`;
    download('longtail-report.html', new Blob([page], { type: 'text/html;charset=utf-8' }));
    return 'downloaded';
  }
}
