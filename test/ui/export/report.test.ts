// A report says the same in every form, and lets nothing of a page be more than text.
import { expect, it } from 'vitest';
import { toReportHtml, toReportMarkdown } from '../../../src/ui/export/report.ts';
import { toReportSvg } from '../../../src/ui/export/report-picture.ts';
import type { Report } from '../../../src/ui/export/report.ts';

const REPORT: Report = {
  title: 'GET /<b>&',
  link: 'http://localhost:4318/performance?range=a..b&search=x',
  about: [['Time', '19 Nov 2026 13:00 UTC – 14:00 UTC']],
  pieces: [
    {
      kind: 'numbers',
      numbers: [
        { label: 'p95', value: '412 ms', change: '↑ 18%' },
        { label: 'Failure rate', value: '0.42%', change: '' },
      ],
    },
    {
      kind: 'picture',
      name: 'Latency',
      picture: { svg: Promise.resolve('<svg>one</svg>'), width: 1_200, height: 480 },
    },
    {
      kind: 'picture',
      name: 'p95',
      picture: { svg: Promise.resolve('<svg>two</svg>'), width: 960, height: 360 },
    },
    {
      kind: 'picture',
      name: 'rate',
      picture: { svg: Promise.resolve('<svg>three</svg>'), width: 960, height: 360 },
    },
    {
      kind: 'table',
      name: 'Transactions',
      of: 48,
      table: {
        names: ['Transaction', 'p95 (ms)'],
        rows: Array.from({ length: 12 }, (_, row) => [`GET /|${row}<i>`, 412.123456 + row]),
      },
    },
  ],
};

it('as Markdown has what it is about, the link, all numbers and ten rows', () => {
  const text = toReportMarkdown(REPORT);
  expect(text).toContain('## GET /<b>&');
  expect(text).toContain('- Time: 19 Nov 2026 13:00 UTC – 14:00 UTC');
  expect(text).toContain(`- Link: ${REPORT.link}`);
  expect(text).toContain('| p95 | 412 ms | ↑ 18% |');
  expect(text).toContain('### Transactions, the first 10 of 48');
  expect(text).toContain('GET /\\|9<i> | 421.1 |');
  expect(text).not.toContain('GET /\\|10');
});

it('stays one line of text for each thing it is about, whatever an address holds', () => {
  const text = toReportMarkdown({ ...REPORT, about: [['Search', 'user:a\n## Not a heading']] });
  expect(text).toContain('- Search: user:a ## Not a heading\n');
});

it('as HTML has the picture, and nothing that is markup by itself', () => {
  const html = toReportHtml(REPORT, 'data:image/png;base64,AAAA');
  expect(html).not.toMatch(/<[bi][ >]/);
  expect(html).toContain('<img src="data:image/png;base64,AAAA"');
  expect(html).toContain('range=a..b&amp;search=x');
  expect(html.match(/<tr>/g)).toHaveLength(3 + 11);
  expect(toReportHtml(REPORT, null)).not.toContain('<img');
});

it('as a picture has its charts below one another, two of the later ones side by side', async () => {
  const colours = { colour: () => '#123456', font: 'Inter', name: '', zone: 'utc' } as const;
  const { svg, width, height } = await toReportSvg(REPORT, { ...colours, width: 1_248, height: 0 });
  const places = [
    ...svg.matchAll(/<image x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g),
  ].map((match) => match.slice(1).map(Number));
  expect(places).toHaveLength(3);
  const [first = [], second = [], third = []] = places;
  expect(first.slice(2)).toEqual([1_200, 480]);
  expect(second[1]).toBeGreaterThanOrEqual((first[1] ?? 0) + 480);
  expect(third[1]).toBe(second[1]);
  expect(third[0]).toBeGreaterThanOrEqual((second[0] ?? 0) + (second[2] ?? 0));
  expect(width).toBe(1_248);
  expect(height).toBeGreaterThan((third[1] ?? 0) + (third[3] ?? 0));
  expect(svg).toContain('GET /&lt;b&gt;&amp;');
});
