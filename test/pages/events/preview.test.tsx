// A look at an event beside the list tells who does not see it what came: the focus stays where it was.
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Preview } from '../../../src/pages/events/Preview.tsx';
import { build } from '../../../src/trace/build.ts';
import { draw, idOf, TRACE_ID } from '../../trace/drawing.ts';
import { PageAround } from '../../view/page-around.tsx';
import { scriptedSource } from '../../view/scripted-source.ts';

it('says in one sentence what the event is', async () => {
  const { spans, transactions } = draw(`
    http.server GET /api/documents 0..2170 @api #api
      function Build 100..624
      serialize Serializer 900..1900
  `);
  const trace = build(spans, transactions, []);
  const source = scriptedSource({
    trace: () => Promise.resolve({ traceId: TRACE_ID, trace, problems: [] }),
  });
  render(
    <PageAround source={source} address="/events">
      <Preview trace={TRACE_ID} span={idOf('api')} onClose={() => undefined} />
    </PageAround>,
  );
  const said = await screen.findByText(/^Preview of /);
  expect(said).toHaveAttribute('role', 'status');
  expect(said).toHaveTextContent(/^Preview of GET \/api\/documents, 2\.17\ss, ok, 3 spans$/);
});
