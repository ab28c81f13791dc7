// What is read of the selected rows of parts, whose bits `cutPart` copied one after the other.

/** Sets the bit of a code; 1 where it was not set. Most are: then nothing is written. */
export function note(code: u32, seen: usize): u32 {
  const place = seen + ((<usize>code) >> 3);
  const known = <u32>load<u8>(place);
  const bit = (<u32>1) << (code & 7);
  if ((known & bit) != 0) return 0;
  store<u8>(place, <u8>(known | bit));
  return 1;
}

/**
 * Notes the codes (of `width` bytes) of the rows whose bits are set in the words of parts in the bits at `seen`, and
 * returns how many were not noted before.
 */
export function noteCodes(
  words: usize,
  parts: usize,
  count: u32,
  codes: usize,
  width: i32,
  seen: usize,
): u32 {
  let fresh: u32 = 0;
  let own = words;
  for (let part: usize = 0; part < <usize>count; part++) {
    const first = (<usize>load<u32>(parts + (part << 3))) >> 6;
    const last = (<usize>load<u32>(parts + (part << 3), 4) - 1) >> 6;
    for (let word = first; word <= last; word++) {
      let bits = load<u64>(own);
      own += 8;
      if (width == 4) {
        const at = codes + (word << 8);
        while (bits != 0) {
          fresh += note(load<u32>(at + ((<usize>ctz(bits)) << 2)), seen);
          bits &= bits - 1;
        }
      } else {
        while (bits != 0) {
          fresh += note(codeAt(codes, width, (word << 6) + <usize>ctz(bits)), seen);
          bits &= bits - 1;
        }
      }
    }
  }
  return fresh;
}

/** Flags four codes; code 0 stands for those that are not meant. */
function flagFour(flags: usize, codes: v128): void {
  const one = <u64>i64x2.extract_lane(codes, 0);
  const two = <u64>i64x2.extract_lane(codes, 1);
  store<u8>(flags + <usize>(<u32>one), 1);
  store<u8>(flags + <usize>(<u32>(one >> 32)), 1);
  store<u8>(flags + <usize>(<u32>two), 1);
  store<u8>(flags + <usize>(<u32>(two >> 32)), 1);
}

/**
 * Flags the u32 codes of the rows whose bits are set in the words of parts: one byte a code at `flags`, the first for
 * none. Where rows are many, a byte that is written blindly costs less than a bit that is looked at.
 */
export function flagCodes(words: usize, parts: usize, count: u32, codes: usize, flags: usize): void {
  const low = i32x4(1, 2, 4, 8);
  const high = i32x4(16, 32, 64, 128);
  let own = words;
  for (let part: usize = 0; part < <usize>count; part++) {
    const first = (<usize>load<u32>(parts + (part << 3))) >> 6;
    const last = (<usize>load<u32>(parts + (part << 3), 4) - 1) >> 6;
    for (let word = first; word <= last; word++) {
      let bits = load<u64>(own);
      own += 8;
      const at = codes + (word << 8);
      if (popcnt(bits) < 16) {
        while (bits != 0) {
          store<u8>(flags + <usize>load<u32>(at + ((<usize>ctz(bits)) << 2)), 1);
          bits &= bits - 1;
        }
        continue;
      }
      for (let row: usize = 0; row < 256; row += 32) {
        const own = i32x4.splat(<i32>bits);
        bits >>= 8;
        flagFour(flags, v128.and(v128.load(at + row), i32x4.eq(v128.and(own, low), low)));
        flagFour(flags, v128.and(v128.load(at + row, 16), i32x4.eq(v128.and(own, high), high)));
      }
    }
  }
}

/** Adds up the row of a value in its bin, if it is in one. */
function countBin(at: usize, first: usize, edges: usize, bins: u32, counts: usize): void {
  const value = <f64>load<f32>(at);
  if (!(value >= load<f64>(edges) && value <= load<f64>(edges + ((<usize>bins) << 3)))) return;
  let bin = <usize>load<u16>(first + ((<usize>load<u16>(at, 2)) << 1));
  while (bin + 1 < <usize>bins && value >= load<f64>(edges + ((bin + 1) << 3))) bin++;
  const place = counts + (bin << 2);
  store<u32>(place, load<u32>(place) + 1);
}

/**
 * Adds up, for the rows whose bits are set in the words of parts, how many fall into each bin: `whole` (u16) is one more
 * than the bin of each stretch of float32 numbers (their upper 16 bits) that lies in one. For others `first` (u16) is the
 * bin at which the stretch begins, and `edges` (f64, one more than bins) tell the rest; counts are u32.
 */
export function countBins(
  words: usize,
  parts: usize,
  count: u32,
  values: usize,
  whole: usize,
  first: usize,
  edges: usize,
  bins: u32,
  counts: usize,
): void {
  let own = words;
  for (let part: usize = 0; part < <usize>count; part++) {
    const begin = (<usize>load<u32>(parts + (part << 3))) >> 6;
    const last = (<usize>load<u32>(parts + (part << 3), 4) - 1) >> 6;
    for (let word = begin; word <= last; word++) {
      const row = values + (word << 8);
      for (let bits = load<u64>(own); bits != 0; bits &= bits - 1) {
        const at = row + ((<usize>ctz(bits)) << 2);
        const known = <usize>load<u16>(whole + ((<usize>load<u16>(at, 2)) << 1));
        if (known == 0) {
          countBin(at, first, edges, bins, counts);
          continue;
        }
        const place = counts + ((known - 1) << 2);
        store<u32>(place, load<u32>(place) + 1);
      }
      own += 8;
    }
  }
}

/**
 * Rows whose value is at most the limit of their transaction: `limits` (f32) by code of the transaction × `projects` +
 * code of the project. Codes are of 1, 2 or 4 bytes. Where no row of 64 is selected (0: all are), none is looked at.
 */
export function withinLimits(
  values: usize,
  transactions: usize,
  transactionWidth: i32,
  projects: usize,
  projectWidth: i32,
  projectCount: u32,
  limits: usize,
  selected: usize,
  out: usize,
  from: usize,
  to: usize,
): void {
  for (let row = from; row < to; row += 64) {
    let bits: u64 = 0;
    if (selected != 0 && load<u64>(selected + (row >> 3)) == 0) {
      store<u64>(out + (row >> 3), 0);
      continue;
    }
    for (let index: usize = 0; index < 64; index++) {
      const at = row + index;
      const pair =
        codeAt(transactions, transactionWidth, at) * projectCount + codeAt(projects, projectWidth, at);
      const limit = load<f32>(limits + ((<usize>pair) << 2));
      bits |= (<u64>(load<f32>(values + (at << 2)) <= limit)) << (<u64>index);
    }
    store<u64>(out + (row >> 3), bits);
  }
}

/** Rows whose pair of transaction and project has a 1 in a set (u8, by code of the transaction × `projects` + project). */
export function pairsIn(
  transactions: usize,
  transactionWidth: i32,
  projects: usize,
  projectWidth: i32,
  projectCount: u32,
  set: usize,
  out: usize,
  from: usize,
  to: usize,
): void {
  for (let row = from; row < to; row += 64) {
    let bits: u64 = 0;
    for (let index: usize = 0; index < 64; index++) {
      const at = row + index;
      const pair =
        codeAt(transactions, transactionWidth, at) * projectCount + codeAt(projects, projectWidth, at);
      bits |= (<u64>load<u8>(set + <usize>pair)) << (<u64>index);
    }
    store<u64>(out + (row >> 3), bits);
  }
}

/** A code of 1, 2 or 4 bytes; of width 0 all are 0. */
export function codeAt(codes: usize, width: i32, row: usize): u32 {
  if (width == 1) return <u32>load<u8>(codes + row);
  if (width == 2) return <u32>load<u16>(codes + (row << 1));
  return width == 4 ? load<u32>(codes + (row << 2)) : 0;
}

/** Takes the rows of a whole bitmap out of the words of parts. */
export function leaveOut(words: usize, bitmap: usize, parts: usize, count: u32): void {
  let own = words;
  for (let part: usize = 0; part < <usize>count; part++) {
    const first = ((<usize>load<u32>(parts + (part << 3))) >> 6) << 3;
    const last = ((<usize>load<u32>(parts + (part << 3), 4) - 1) >> 6) << 3;
    for (let at = first; at <= last; at += 8) {
      store<u64>(own, load<u64>(own) & ~load<u64>(bitmap + at));
      own += 8;
    }
  }
}

/** Keeps of the words of parts the rows of a whole bitmap. */
export function keepIn(words: usize, bitmap: usize, parts: usize, count: u32): void {
  let own = words;
  for (let part: usize = 0; part < <usize>count; part++) {
    const first = ((<usize>load<u32>(parts + (part << 3))) >> 6) << 3;
    const last = ((<usize>load<u32>(parts + (part << 3), 4) - 1) >> 6) << 3;
    for (let at = first; at <= last; at += 8) {
      store<u64>(own, load<u64>(own) & load<u64>(bitmap + at));
      own += 8;
    }
  }
}
