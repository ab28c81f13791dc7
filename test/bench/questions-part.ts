import { boundOf, readBandwidth } from './bandwidth.ts';
import { benchData } from './bench-data.ts';
import type { BenchData } from './bench-data.ts';
import { fillEngine, longtailPeer } from './longtail-peer.ts';
import { measureAll } from './measure.ts';
import type { EngineName, Figure, PartReport, QuestionsPart, Surroundings } from './part.ts';
import type { Peer } from './peer.ts';
import { QUESTIONS } from './questions.ts';

/** Opens an engine with all rows of the data. */
export type OpenPeer = (name: EngineName, data: BenchData) => Promise<Peer>;

/** Asks every engine the part's questions. */
export async function measureQuestions(
  part: QuestionsPart,
  open: OpenPeer,
  { say, collect }: Surroundings,
): Promise<PartReport> {
  const bandwidth = readBandwidth();
  const data = benchData(part.rows, part.seed);
  const peers: Peer[] = [];
  const figures: Figure[] = [{ name: 'bandwidth of one thread', value: bandwidth, unit: 'GB/s' }];
  const load = async (name: string, make: () => Promise<Peer>): Promise<void> => {
    const start = performance.now();
    peers.push(await make());
    const ms = performance.now() - start;
    // The same rows are made anew for each engine, which is in the time.
    figures.push({ name: `rows made and loaded: ${name}`, value: ms, unit: 'ms' });
    say(`${name}: ${part.rows.toLocaleString('en')} rows in ${Math.round(ms)} ms`);
    collect();
  };
  await load('longtail', async () => longtailPeer(fillEngine(data)));
  for (const name of part.engines) await load(name, () => open(name, data));
  const measured = await measureAll({
    data,
    questions: QUESTIONS.filter(({ name }) => part.questions.includes(name)),
    peers,
    runs: part.runs,
    say,
  });
  for (const peer of peers) peer.close();
  for (const { engine, question, ms } of measured) {
    const bound = engine === 'longtail' ? boundOf(question, part.rows, bandwidth) : null;
    if (bound !== null)
      figures.push({
        name: `${question}: time over the bandwidth bound`,
        value: ms.median / bound,
        unit: '×',
      });
  }
  const failures = measured.flatMap(({ question, engine, unequal }) =>
    unequal.map((difference) => `${question}, ${engine}: ${difference}`),
  );
  return { part, measured, figures, failures };
}
