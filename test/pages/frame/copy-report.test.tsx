// “Copy report” takes along what the page says, in its order, with the address that shows the same.
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { CopyReport } from '../../../src/pages/frame/CopyReport.tsx';
import { ReportParts, useReportPart } from '../../../src/ui/export/report-parts.tsx';
import type { ReportPiece } from '../../../src/ui/export/report-parts.tsx';
import { useTellHeader } from '../../../src/view/page-header.tsx';
import { PageAround } from '../../view/page-around.tsx';
import { scriptedSource } from '../../view/scripted-source.ts';

// Nothing draws pictures here.
vi.mock('../../../src/ui/export/picture.ts', () => ({
  toPng: () => Promise.resolve(new Blob(['a picture'], { type: 'image/png' })),
}));

function Part({ piece }: { readonly piece: ReportPiece | null }): ReactNode {
  return <p ref={useReportPart(() => piece)}>part</p>;
}

function numbers(label: string): ReportPiece {
  return { kind: 'numbers', numbers: [{ label, value: '412 ms', change: '↑ 18%' }] };
}

function Page({ isEmpty }: { readonly isEmpty: boolean }): ReactNode {
  useTellHeader('Performance');
  return (
    <>
      <CopyReport />
      <Part key="late" piece={isEmpty ? null : numbers('p50')} />
      {[<Part key="second" piece={isEmpty ? null : numbers('p95')} />]}
    </>
  );
}

function show(isEmpty: boolean): void {
  render(
    <PageAround
      source={scriptedSource({})}
      address="/performance?range=2026-11-19T13:00:00Z..2026-11-19T14:00:00Z&search=op:db&environment=prod"
    >
      <ReportParts>
        <Page isEmpty={isEmpty} />
      </ReportParts>
    </PageAround>,
  );
}

async function textOf(blob: Blob | undefined): Promise<string> {
  return blob === undefined ? '' : new TextDecoder().decode(await blob.arrayBuffer());
}

it('copies text, formatted text and a picture at once', async () => {
  const user = userEvent.setup();
  const forms: Record<string, Blob | Promise<Blob>>[] = [];
  vi.stubGlobal('ClipboardItem', function (own: Record<string, Blob | Promise<Blob>>) {
    forms.push(own);
  });
  const write = vi.spyOn(navigator.clipboard, 'write').mockResolvedValue();
  show(false);
  await user.click(screen.getByRole('button', { name: 'Copy report' }));
  await screen.findByText('Report copied: picture, numbers and link.');
  expect(write).toHaveBeenCalledOnce();
  const text = await textOf(await forms[0]?.['text/plain']);
  expect(text).toContain('## Performance');
  expect(text).toContain('- Time: 19 Nov 2026 13:00 UTC – 19 Nov 2026 14:00 UTC');
  expect(text).toContain('- Compared with: the previous period');
  expect(text).toContain('- Environment: prod');
  expect(text).toContain('- Search: op:db');
  expect(text).toContain('range=2026-11-19T13');
  expect(text.indexOf('| p50 |')).toBeGreaterThan(0);
  expect(text.indexOf('| p95 |')).toBeGreaterThan(text.indexOf('| p50 |'));
  expect(await textOf(await forms[0]?.['text/html'])).toContain(
    `<img src="data:image/png;base64,${btoa('a picture')}"`,
  );
  expect((await forms[0]?.['image/png'])?.type).toBe('image/png');
  vi.unstubAllGlobals();
});

it('is downloaded where nothing can be copied, and says so', async () => {
  const user = userEvent.setup();
  const saved: string[] = [];
  vi.spyOn(navigator.clipboard, 'write').mockRejectedValue(new Error('no'));
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  show(false);
  await user.click(screen.getByRole('button', { name: 'Copy report' }));
  await waitFor(() => expect(saved).toEqual(['longtail-report.html']));
  expect(await screen.findByText(/it was downloaded/)).toBeVisible();
});

it('of nothing there is no report', async () => {
  const user = userEvent.setup();
  show(true);
  await user.click(screen.getByRole('button', { name: 'Copy report' }));
  expect(await screen.findByText('There is nothing to report yet.')).toBeVisible();
});
