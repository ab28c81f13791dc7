// Weighted ranks in an ascending column.

/**
 * Walks along the selected rows of words [first, end) of an ascending float32 column, and the young rows between them,
 * adding up weights (f64, by code of each row), and writes for each moment (f64, ascending) the first value at which the
 * sum exceeds it.
 *
 * `state` is the sum so far (f64), the young rows and the moments that are done (u32 each); `young` are values (f32)
 * with `youngWeights` (f64) each. Without `selected` the rest of the young rows is walked along.
 */
export function walkWeights(
  selected: usize,
  values: usize,
  codes: usize,
  weights: usize,
  first: usize,
  end: usize,
  young: usize,
  youngWeights: usize,
  youngCount: u32,
  moments: usize,
  momentCount: u32,
  out: usize,
  state: usize,
): void {
  let sum = load<f64>(state);
  let nextYoung = load<u32>(state, 8);
  let moment = load<u32>(state, 12);
  let limit = moment < momentCount ? load<f64>(moments + ((<usize>moment) << 3)) : Infinity;
  for (let word = first; word < end && moment < momentCount; word++) {
    let bits = load<u64>(selected + (word << 3));
    while (bits != 0) {
      const row = (word << 6) + <usize>ctz(bits);
      bits &= bits - 1;
      const value = load<f32>(values + (row << 2));
      while (nextYoung < youngCount && load<f32>(young + ((<usize>nextYoung) << 2)) <= value) {
        sum += load<f64>(youngWeights + ((<usize>nextYoung) << 3));
        while (sum > limit) {
          store<f64>(out + ((<usize>moment) << 3), <f64>load<f32>(young + ((<usize>nextYoung) << 2)));
          moment += 1;
          limit = moment < momentCount ? load<f64>(moments + ((<usize>moment) << 3)) : Infinity;
        }
        nextYoung += 1;
      }
      sum += load<f64>(weights + ((<usize>load<u8>(codes + row)) << 3));
      while (sum > limit) {
        store<f64>(out + ((<usize>moment) << 3), <f64>value);
        moment += 1;
        limit = moment < momentCount ? load<f64>(moments + ((<usize>moment) << 3)) : Infinity;
      }
    }
  }
  while (selected == 0 && nextYoung < youngCount) {
    sum += load<f64>(youngWeights + ((<usize>nextYoung) << 3));
    while (sum > limit) {
      store<f64>(out + ((<usize>moment) << 3), <f64>load<f32>(young + ((<usize>nextYoung) << 2)));
      moment += 1;
      limit = moment < momentCount ? load<f64>(moments + ((<usize>moment) << 3)) : Infinity;
    }
    nextYoung += 1;
  }
  store<f64>(state, sum);
  store<u32>(state, nextYoung, 8);
  store<u32>(state, moment, 12);
}
