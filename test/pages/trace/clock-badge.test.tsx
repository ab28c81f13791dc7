import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/model/time.ts';
import { build } from '../../../src/trace/build.ts';
import { NONE } from '../../../src/trace/trace.ts';
import { ClockBadge } from '../../../src/pages/trace/ClockBadge.tsx';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';
import { draw } from '../../trace/drawing.ts';

const drawn = draw(`
  pageload /documents 0..2300 @web #page
    http.client GET /api/documents 50..2250 #call
      http.server GET /api/documents 60..2230 @api #api
        function Build 100..524 #build
`);

function show(drifts: Readonly<Record<string, number>>, root = NONE): void {
  const spans = drawn.spans.map((span) => {
    const drift = drifts[span.project];
    return drift === undefined ? span : { ...span, drift };
  });
  const trace = build(spans, drawn.transactions, []);
  render(
    <ThemeProvider>
      <ClockBadge trace={trace} root={root} />
    </ThemeProvider>,
  );
}

describe('the badge of a wrong clock', () => {
  it('says whose it was and how far it was set right', () => {
    show({ web: -2 * HOUR });
    expect(screen.getByText(/Clock corrected/)).toHaveTextContent(
      /The clock of web was 2\sh\s00\sm ahead; its times are shown that much earlier than they were sent\./,
    );
  });

  it('names each, and only what is in scope', () => {
    show({ web: -2 * HOUR, api: HOUR }, 2);
    expect(screen.getByText(/Clock corrected/)).toHaveTextContent(/api was 1\sh\s00\sm behind/);
    expect(screen.getByText(/Clock corrected/)).not.toHaveTextContent(/web/);
  });

  it('says that a time cannot be', () => {
    const [first, ...rest] = drawn.spans;
    if (first === undefined) throw new Error('nothing was drawn');
    const attributes = new Map([['longtail.timestamp', 'future_timestamp']]);
    render(
      <ThemeProvider>
        <ClockBadge trace={build([{ ...first, attributes }, ...rest], drawn.transactions, [])} root={NONE} />
      </ThemeProvider>,
    );
    expect(screen.getByText(/Time in doubt/)).toHaveTextContent(/dated after it arrived/);
  });

  it('is not there where every clock was right', () => {
    show({});
    expect(screen.queryByText(/Clock corrected/)).toBeNull();
  });
});
