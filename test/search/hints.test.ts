import { describe, expect, it } from 'vitest';
import { REGISTRY } from '../../src/metrics/registry.ts';
import { STATUSES } from '../../src/model/status.ts';
import { SEARCH_KEYS } from '../../src/search/key.ts';
import { KNOWN_NAMES, isTaken } from '../../src/search/key-lookup.ts';
import { SEARCH_FUNCTIONS } from '../../src/search/metric-function.ts';
import { parse } from '../../src/search/parse.ts';

function hintsOf(text: string): string[] {
  const parsed = parse(text);
  return 'error' in parsed ? [`error: ${parsed.error.message}`] : parsed.hints.map(({ message }) => message);
}

function adviceOn(text: string): string {
  const parsed = parse(text);
  return 'error' in parsed ? parsed.error.advice : 'It was read.';
}

describe('a hint', () => {
  it.each([
    ['op:db duration:>2s foo', []],
    ['random:>500', ['read as a tag', '“>” is part of the text']],
    ['op:>a', ['“>” is part of the text']],
    ['op:[a', ['A list is written as']],
    ['op:a"b c"', ['The quote is part of the text']],
    ['op:a\\"b', []],
    ['op:"a b"', []],
    ['p95:>1s', ['Did you mean “p95()”?', 'part of the text']],
    ['p95()', ['looked for as a text']],
    ['p95 ():>1s', ['looked for as a text']],
    ['percentile(x) foo', []],
    ['""', ['say nothing']],
    ['has:trace', ['Every transaction has this']],
    ['tags[anything]:x', []],
    ['measurements.lpc:>1s', ['error: “measurements.lpc” is no measurement that is held.']],
  ])('on %s', (text, parts) => {
    const hints = hintsOf(text);
    expect(hints).toHaveLength(parts.length);
    for (const [index, part] of parts.entries()) expect(hints[index]).toContain(part);
  });

  it('says where', () => {
    expect(parse('op:a  plan:b')).toMatchObject({ hints: [{ start: 6, end: 10 }] });
  });
});

describe('advice', () => {
  it.each([
    ['p59.0():>1s', 'with at most 3 decimals'],
    ['failure_rat():>1%', 'Did you mean failure_rate()?'],
    ['trend_percentge():>5%', 'Did you mean trend_percentage()?'],
    ['trend_percentage(p590):>5%', 'Did you mean p50?'],
    ['trend_percentage():>x', 'as in >5% or <-10%'],
    ['confidence():>5ms', 'a number, as in >0.25'],
    ['count_uniqe(user):>1', 'Did you mean count_unique(user)?'],
    ['foo():>1', 'Text with parentheses goes in quotes'],
    ['avg(measurements.lpc):>1s', 'Did you mean measurements.lcp?'],
    ['status:not_fuond', 'Did you mean not_found?'],
    ['apdex(300):>0.9', 'apdex()'],
    ['op:(a OR b)', 'op:[one,two]'],
    ['start:-1h', 'tags[start]'],
    ['timestamp:yesterday', 'timestamp:-24h'],
    ['last_seen():yesterday', 'last_seen():-24h'],
    ['duration:>hotdog', 'duration:>300ms'],
    ['failure_rate():>x', '>=5%'],
    ['op:a OR p95():>1s', 'Keep the two apart'],
    ['trace:12', '32 hex digits'],
    ['measurements.lpc:>1s', 'Did you mean measurements.lcp?'],
    ['measurements.weight:5', 'For a tag of that name write tags[measurements.weight].'],
    ['tags[sizes[*],array]:xl', 'Write tags[sizes]: with the whole value'],
    ['op:\uf00dContains\uf00ddb', 'Write op:*text* for what contains it'],
    ['span:12', '16 hex digits'],
  ])('on %s', (text, part) => {
    expect(adviceOn(text)).toContain(part);
  });
});

describe('the catalogue of keys', () => {
  it('names each once', () => {
    expect(new Set(KNOWN_NAMES).size).toBe(KNOWN_NAMES.length);
  });

  it.each(SEARCH_KEYS.map((key) => [key.name, key] as const))('describes %s truly', (_, key) => {
    expect(key.meaning).toMatch(/^[A-Z].+[.:…]$/);
    expect(isTaken(key.name)).toBe(true);
    const reading = parse(`${key.name}:a*`);
    if (key.name === 'event.type') return;
    expect('filter' in reading).toBe(key.takesWildcard);
  });

  it('knows every status', () => {
    expect(SEARCH_KEYS.find(({ name }) => name === 'status')?.values).toEqual(STATUSES);
  });
});

describe('the catalogue of metrics', () => {
  it('has every metric under its own name', () => {
    for (const metric of Object.keys(REGISTRY)) {
      expect(SEARCH_FUNCTIONS.some(({ name }) => name === metric)).toBe(true);
    }
  });

  it.each(SEARCH_FUNCTIONS.map((each) => [each.name, each] as const))(
    'can be written: %s',
    (name, { takes }) => {
      const call = `${name}(${takes === 'nothing' ? '' : takes === 'user' ? 'user' : 'lcp'})`;
      const value = name === 'last_seen' ? '-1h' : '>1';
      expect(hintsOf(`${call}:${value}`)).toEqual([]);
    },
  );
});
