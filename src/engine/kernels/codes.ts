// Codes of a batch's dictionary as codes of a column's own.

/**
 * Writes codes (i32) as those that `map` (u32) says, of 1, 2 or 4 bytes each; those below 0 stand for "absent", which has the
 * code 0.
 */
export function mapCodes(codes: usize, count: usize, map: usize, width: i32, out: usize): void {
  if (width == 1) {
    for (let index: usize = 0; index < count; index++) {
      const code = load<i32>(codes + (index << 2));
      store<u8>(out + index, code < 0 ? 0 : <u8>load<u32>(map + ((<usize>code) << 2)));
    }
  } else if (width == 2) {
    for (let index: usize = 0; index < count; index++) {
      const code = load<i32>(codes + (index << 2));
      store<u16>(out + (index << 1), code < 0 ? 0 : <u16>load<u32>(map + ((<usize>code) << 2)));
    }
  } else {
    for (let index: usize = 0; index < count; index++) {
      const code = load<i32>(codes + (index << 2));
      store<u32>(out + (index << 2), code < 0 ? 0 : load<u32>(map + ((<usize>code) << 2)));
    }
  }
}
