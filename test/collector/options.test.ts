import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../src/collector/options.ts';

const KEY = '0123456789abcdef0123456789abcdef';

describe('options', () => {
  it('have defaults', () => {
    expect(parseOptions([], {})).toEqual({
      port: 4318,
      host: null,
      directory: join(homedir(), '.longtail'),
      key: null,
      keep: { days: 14, bytes: 2e9 },
      anonymous: false,
      readToken: null,
      allowHosts: [],
      spotlight: false,
    });
  });

  it('say how much is kept, in days and in bytes', () => {
    const keep = (...args: string[]) => parseOptions(args, {})?.keep;
    expect(keep('--keep-days', '0.5', '--keep-size', '1.5gb')).toEqual({ days: 0.5, bytes: 1.5e9 });
    expect(keep('--keep-days', 'all', '--keep-size', 'all')).toEqual({ days: null, bytes: null });
    const environment = { LONGTAIL_KEEP_DAYS: '30', LONGTAIL_KEEP_SIZE: '500 MB' };
    expect(parseOptions([], environment)?.keep).toEqual({ days: 30, bytes: 500e6 });
    for (const days of ['0', 'x', '1e9', ''])
      expect(() => keep('--keep-days', days)).toThrow('no number of days');
    for (const size of ['10', '1MB', '2 GiB', 'x'])
      expect(() => keep('--keep-size', size)).toThrow('no size');
  });

  it('of the command line go before those of the environment', () => {
    const environment = { LONGTAIL_PORT: '1', LONGTAIL_HOST: 'a', LONGTAIL_DATA: 'd', LONGTAIL_KEY: KEY };
    expect(parseOptions([], environment)).toMatchObject({
      port: 1,
      host: 'a',
      directory: resolve('d'),
      key: KEY,
    });
    const args = ['--port', '2', '--host', 'b', '--data', 'e', '--key', KEY.toUpperCase()];
    expect(parseOptions(args, environment)).toMatchObject({
      port: 2,
      host: 'b',
      directory: resolve('e'),
      key: KEY,
    });
  });

  it('keep everything in memory when told so, by either', () => {
    expect(parseOptions(['--memory'], { LONGTAIL_DATA: 'd' })?.directory).toBeNull();
    expect(parseOptions([], { LONGTAIL_MEMORY: '1' })?.directory).toBeNull();
    expect(parseOptions(['--data', 'd'], { LONGTAIL_MEMORY: '1' })?.directory).toBe(resolve('d'));
    expect(parseOptions([], { LONGTAIL_MEMORY: '0', LONGTAIL_DATA: 'd' })?.directory).toBe(resolve('d'));
  });

  it('filter addresses of people when told so', () => {
    expect(parseOptions(['--anonymous'], {})?.anonymous).toBe(true);
    expect(parseOptions([], { LONGTAIL_ANONYMOUS: '1' })?.anonymous).toBe(true);
    expect(parseOptions([], { LONGTAIL_ANONYMOUS: '0' })?.anonymous).toBe(false);
  });

  it('let others read by a token that cannot be guessed, under further names', () => {
    const token = 'x'.repeat(16);
    expect(parseOptions(['--read-token', token], {})?.readToken).toBe(token);
    expect(parseOptions([], { LONGTAIL_READ_TOKEN: token })?.readToken).toBe(token);
    const names = ['--allow-host', 'a.example', '--allow-host', 'b.example'];
    expect(parseOptions(names, {})?.allowHosts).toEqual(['a.example', 'b.example']);
    for (const wrong of ['', 'x'.repeat(15), 'sixteen letters!'.replace('!', 'ä'), 'with a space in it']) {
      expect(() => parseOptions(['--read-token', wrong], {})).toThrow(/read token/);
    }
  });

  it('listen where Spotlight would when told so', () => {
    expect(parseOptions(['--spotlight'], {})?.spotlight).toBe(true);
    expect(parseOptions([], { LONGTAIL_SPOTLIGHT: '1' })?.spotlight).toBe(true);
  });

  it('are null for help', () => {
    expect(parseOptions(['-h'], {})).toBeNull();
  });

  it.each([
    [['--port', '65536'], 'is no port'],
    [['--port', '-1'], '--port'],
    [['--port', '4318x'], 'is no port'],
    [['--key', 'abc'], '32 hexadecimal digits'],
    [['--memory', '--data', 'd'], 'exclude each other'],
    [['extra'], 'extra'],
    [['--nothing'], '--nothing'],
  ])('%j are refused in words', (args, words) => {
    expect(() => parseOptions(args, {})).toThrow(words);
  });
});
