import { boundOf, readBandwidth } from './bandwidth.ts';
import { benchData } from './bench-data.ts';
import type { BenchData } from './bench-data.ts';
import { loadingLongtail } from './longtail-peer.ts';
import { measureAll } from './measure.ts';
import type { EngineName, Figure, PartReport, QuestionsPart, Surroundings } from './part.ts';
import type { Loading, Peer } from './peer.ts';
import { QUESTIONS } from './questions.ts';

/** Opens an engine for the rows of the data. */
export type OpenPeer = (name: EngineName, data: BenchData) => Promise<Loading>;

/** Gives every frame to every engine, and times each. */
async function load(
  data: BenchData,
  loading: ReadonlyMap<string, Loading>,
): Promise<{ peers: Peer[]; ms: ReadonlyMap<string, number> }> {
  const ms = new Map<string, number>();
  const timed = async <T>(name: string, act: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await act();
    ms.set(name, (ms.get(name) ?? 0) + performance.now() - start);
    return result;
  };
  for (const frame of data.frames()) {
    for (const [name, { take }] of loading) await timed(name, () => take(frame));
  }
  const peers: Peer[] = [];
  for (const [name, { done }] of loading) peers.push(await timed(name, done));
  return { peers, ms };
}

/** Asks every engine the part's questions. */
export async function measureQuestions(
  part: QuestionsPart,
  open: OpenPeer,
  { say, collect }: Surroundings,
): Promise<PartReport> {
  const bandwidth = readBandwidth();
  const data = benchData(part.rows, part.seed);
  const figures: Figure[] = [{ name: 'bandwidth of one thread', value: bandwidth, unit: 'GB/s' }];
  const loading = new Map<string, Loading>([['longtail', loadingLongtail(data)]]);
  for (const name of part.engines) loading.set(name, await open(name, data));
  const { peers, ms: loaded } = await load(data, loading);
  for (const [name, ms] of loaded) {
    figures.push({ name: `rows loaded: ${name}`, value: ms, unit: 'ms' });
    say(`${name}: ${part.rows.toLocaleString('en')} rows in ${Math.round(ms)} ms`);
  }
  collect();
  const measured = await measureAll({
    data,
    questions: QUESTIONS.filter(({ name }) => part.questions.includes(name)),
    peers,
    runs: part.runs,
    warmUp: part.warmUp,
    say,
  });
  for (const peer of peers) peer.close();
  for (const { engine, question, ms } of measured) {
    const bound = engine === 'longtail' ? boundOf(question, part.rows, bandwidth) : null;
    if (bound !== null) {
      figures.push({
        name: `${question}: time over the bandwidth bound`,
        value: ms.median / bound,
        unit: '×',
      });
    }
  }
  const failures = measured.flatMap(({ question, engine, unequal }) =>
    unequal.map((difference) => `${question}, ${engine}: ${difference}`),
  );
  return { part, measured, figures, failures };
}
