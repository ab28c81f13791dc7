import { ID_COLUMNS, NUMBER_COLUMNS } from '../../src/model/column.ts';
import type { NumberColumn } from '../../src/model/column.ts';
import type { Rows, TextValues } from '../../src/model/rows.ts';
import { WORK } from '../../src/model/transaction.ts';
import { CANARY, ENDPOINT_CODES, WORDS, environmentOf, releaseCode, statusCode } from './codes.ts';
import type { CodedColumn } from './codes.ts';
import type { Draw, DrawnPart } from './draw.ts';
import { writeEventId, writeSpanId, writeTraceId } from './ids.ts';
import { PLAN_OF, REGION_OF, machineOf } from './people.ts';
import { choosePart, partsOf } from './page-parts.ts';
import { unitOf } from './random.ts';
import { toMs } from './ticks.ts';
import type { Traffic } from './traffic.ts';
import { REPORTED_VITALS, measureVitals, reportsVitals } from './vitals.ts';
import type { ReportedVitals } from './vitals.ts';

/** A column of texts whose dictionary holds only the words that its rows use. */
class CodeColumn {
  readonly #words: readonly string[];
  readonly #codes: Int32Array;
  readonly #place: Int32Array;
  #used: number[] = [];

  constructor(words: readonly string[], capacity: number) {
    this.#words = words;
    this.#codes = new Int32Array(capacity);
    this.#place = new Int32Array(words.length).fill(-1);
  }

  put(row: number, word: number): void {
    let place = word < 0 ? -1 : (this.#place[word] ?? -1);
    if (place < 0 && word >= 0) {
      place = this.#used.length;
      this.#place[word] = place;
      this.#used.push(word);
    }
    this.#codes[row] = place;
  }

  take(length: number): TextValues {
    const dictionary = this.#used.map((word) => this.#words[word] ?? '');
    for (const word of this.#used) this.#place[word] = -1;
    this.#used = [];
    return { codes: this.#codes.subarray(0, length), dictionary };
  }
}

const CANARY_CODE = WORDS['tag:server'].indexOf(CANARY);

/** Gathers drawn transactions as columns. */
export class RowWriter {
  readonly capacity: number;
  readonly #traffic: Traffic;
  readonly #numbers: ReadonlyMap<string, Float32Array | Float64Array>;
  readonly #texts: Readonly<Record<CodedColumn, CodeColumn>>;
  readonly #ids = new Map<string, Uint8Array>();
  readonly #vitals: ReportedVitals = { lcp: NaN, fcp: NaN, fp: NaN, cls: NaN, inp: NaN, ttfb: NaN };
  readonly #vitalColumns: readonly (readonly [keyof ReportedVitals, Float32Array])[];
  readonly #workColumns: readonly Float32Array[];
  // The columns that every row writes, found once.
  readonly #row: Float64Array;
  readonly #timestamp: Float64Array;
  readonly #received: Float64Array;
  readonly #duration: Float32Array;
  readonly #weight: Float32Array;
  readonly #httpStatus: Float32Array;
  readonly #errors: Float32Array;
  readonly #spans: Float32Array;
  readonly #event: Uint8Array;
  readonly #trace: Uint8Array;
  readonly #span: Uint8Array;
  length = 0;

  constructor(traffic: Traffic, capacity: number) {
    this.#traffic = traffic;
    this.capacity = capacity;
    this.#numbers = new Map(
      [...NUMBER_COLUMNS].map(([name, { precision }]) => [
        name,
        precision === 'float64' ? new Float64Array(capacity) : new Float32Array(capacity).fill(NaN),
      ]),
    );
    const columns = Object.entries(WORDS).map(([name, words]) => [name, new CodeColumn(words, capacity)]);
    this.#texts = Object.fromEntries(columns) as Record<CodedColumn, CodeColumn>;
    for (const [name, width] of Object.entries(ID_COLUMNS)) {
      this.#ids.set(name, new Uint8Array(width * capacity));
    }
    this.#row = this.#double('row');
    this.#timestamp = this.#double('timestamp');
    this.#received = this.#double('received');
    this.#duration = this.#float('duration');
    this.#weight = this.#float('weight');
    this.#httpStatus = this.#float('http.status_code');
    this.#errors = this.#float('errors');
    this.#spans = this.#float('spans');
    this.#event = this.#id('event');
    this.#trace = this.#id('trace');
    this.#span = this.#id('span');
    this.#vitalColumns = REPORTED_VITALS.map((vital) => [vital, this.#float(vital)]);
    this.#workColumns = WORK.map((work) => this.#float(`spans.${work}`));
  }

  #double(name: NumberColumn): Float64Array {
    const column = this.#numbers.get(name);
    return column instanceof Float64Array ? column : new Float64Array(0);
  }

  #float(name: NumberColumn): Float32Array {
    const column = this.#numbers.get(name);
    return column instanceof Float32Array ? column : new Float32Array(0);
  }

  #id(name: keyof typeof ID_COLUMNS): Uint8Array {
    return this.#ids.get(name) ?? new Uint8Array(0);
  }

  /** Adds one transaction of the trace that was drawn last. */
  add(draw: Draw, part: DrawnPart, row: number): void {
    const at = this.length;
    if (at === 0) this.#clear();
    this.length += 1;
    this.#addNumbers(at, draw, part, row);
    this.#addTexts(at, draw, part);
    const { seed } = this.#traffic;
    writeEventId(this.#event, at * ID_COLUMNS.event, seed, row);
    writeTraceId(this.#trace, at * ID_COLUMNS.trace, seed, draw.trace);
    writeSpanId(this.#span, at * ID_COLUMNS.span, seed, row, 0);
  }

  /** Takes out what the rows before have left in columns that not every row writes. */
  #clear(): void {
    for (const [, column] of this.#vitalColumns) column.fill(NaN);
    for (const column of this.#workColumns) column.fill(NaN);
  }

  #addNumbers(at: number, draw: Draw, part: DrawnPart, row: number): void {
    const { arrangement, endpoint, outcome, bits } = part;
    const duration = toMs(arrangement.total);
    const end = draw.endOf(part);
    this.#row[at] = row;
    this.#timestamp[at] = end;
    this.#received[at] = end + Math.floor(40 + 900 * unitOf(bits, 30));
    this.#duration[at] = duration;
    this.#weight[at] = draw.weight;
    const wellOrNot = outcome === null ? endpoint.okCode : outcome.http;
    this.#httpStatus[at] = wellOrNot ?? NaN;
    this.#errors[at] = outcome?.fault ? 1 : 0;
    this.#spans[at] = arrangement.spans;
    if (reportsVitals(endpoint.op)) {
      measureVitals(this.#vitals, endpoint, duration, bits);
      for (const [vital, column] of this.#vitalColumns) column[at] = this.#vitals[vital];
    }
    const { work } = arrangement;
    for (let kind = 0; kind < work.length; kind += 1) {
      const ticks = work[kind] ?? -1;
      const column = this.#workColumns[kind];
      if (ticks >= 0 && column !== undefined) column[at] = toMs(ticks);
    }
  }

  #addTexts(at: number, draw: Draw, part: DrawnPart): void {
    const { endpoint, bits } = part;
    const codes = ENDPOINT_CODES.get(endpoint);
    if (codes === undefined) return;
    const texts = this.#texts;
    const { device } = endpoint.service;
    const person = endpoint.hasUser ? draw.person : -1;
    const environment = environmentOf(part, draw.environment);
    texts.project.put(at, codes.project);
    texts.transaction.put(at, codes.transaction);
    texts.op.put(at, codes.op);
    texts.status.put(at, statusCode(part));
    texts.environment.put(at, environment === null ? -1 : WORDS.environment.indexOf(environment));
    texts.release.put(at, releaseCode(part));
    texts.user.put(at, person);
    texts['user.display'].put(at, person);
    texts.sdk.put(at, codes.sdk);
    texts['http.method'].put(at, codes.method);
    texts['tag:plan'].put(at, PLAN_OF[person] ?? -1);
    texts['tag:region'].put(at, REGION_OF[person] ?? -1);
    const server = codes.servers[Math.floor(unitOf(bits, 31) * codes.servers.length)] ?? -1;
    texts['tag:server'].put(at, part.isCanary && endpoint.service.project === 'api' ? CANARY_CODE : server);
    const machine = device === 'browser' ? machineOf(Math.max(person, 0)) : null;
    texts['tag:browser'].put(at, machine?.[0] ?? -1);
    texts['tag:os'].put(at, device === 'phone' ? IOS : (machine?.[1] ?? -1));
    texts['tag:device'].put(at, device === 'phone' ? PHONE : (machine?.[2] ?? -1));
    this.#addSources(at, part);
  }

  /** Where on the page the vitals come from that were written last. */
  #addSources(at: number, { endpoint, bits }: DrawnPart): void {
    const parts = reportsVitals(endpoint.op) ? partsOf(endpoint.transaction) : null;
    for (const [use, [vital, tag]] of SOURCES.entries()) {
      const isKnown = parts !== null && !Number.isNaN(this.#vitals[vital]);
      this.#texts[tag].put(at, isKnown ? choosePart(tag, parts[vital], bits, 50 + use) : -1);
    }
  }

  /** The gathered rows, on buffers that the next `add` overwrites. */
  take(): Rows {
    const { length } = this;
    this.length = 0;
    const texts = Object.entries(this.#texts).map(([name, column]) => [name, column.take(length)] as const);
    return {
      length,
      numbers: new Map([...this.#numbers].map(([name, values]) => [name, values.subarray(0, length)])),
      texts: new Map(texts),
      ids: new Map(
        Object.entries(ID_COLUMNS).map(([name, width]) => [
          name,
          this.#ids.get(name)?.subarray(0, width * length) ?? new Uint8Array(0),
        ]),
      ),
    };
  }
}

const SOURCES = [
  ['lcp', 'tag:lcp.element'],
  ['inp', 'tag:inp.target'],
  ['cls', 'tag:cls.source'],
] as const;
const IOS = WORDS['tag:os'].indexOf('iOS');
const PHONE = WORDS['tag:device'].indexOf('phone');
