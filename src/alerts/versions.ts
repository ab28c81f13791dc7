import type { EpochMs } from '../model/time.ts';
import type { Samples } from './samples.ts';

/** Which version of which row each sample is, and when it was seen. */
interface Version {
  readonly row: number;
  readonly from: EpochMs;
  readonly until: EpochMs;
}

function joined<Values extends Float64Array | Uint8Array>(
  one: Values,
  other: Values,
  make: (length: number) => Values,
): Values {
  const all = make(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

const doubles = (length: number): Float64Array => new Float64Array(length);
const bytes = (length: number): Uint8Array => new Uint8Array(length);

/**
 * The samples of a back-test where rows changed after they were received: each version counts while it was the last.
 * `rows` says which row each of `current` is; `seen` which version each of `former` is, of `versions`, which are all that
 * ended, whether they are among the samples or not.
 */
export function withFormer(
  current: Samples,
  rows: Float64Array,
  former: Samples,
  seen: readonly Version[],
  versions: readonly Version[],
): Samples {
  const ends = new Map<number, EpochMs>();
  for (const { row, until } of versions) ends.set(row, Math.max(until, ends.get(row) ?? until));
  const received = current.received.map((time, at) => Math.max(time, ends.get(rows[at] ?? NaN) ?? time));
  const from = Float64Array.from(seen, (version) => version.from);
  const until = Float64Array.from(seen, (version) => version.until);
  return {
    length: current.length + former.length,
    time: joined(current.time, former.time, doubles),
    received: joined(received, from, doubles),
    until: joined(current.until, until, doubles),
    value: joined(current.value, former.value, doubles),
    weight: joined(current.weight, former.weight, doubles),
    failed: joined(current.failed, former.failed, bytes),
    satisfaction: joined(current.satisfaction, former.satisfaction, bytes),
  };
}
