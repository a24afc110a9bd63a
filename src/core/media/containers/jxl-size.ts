/** The size at the start of a JPEG XL codestream, which is packed in bits. @see ISO/IEC 18181-1 section 9.2 */

/**
 * @param head the first bytes of the codestream, from its signature ff 0a.
 * @returns null when it is no codestream or too short.
 */
export function readJxlSize(head: Buffer): { widthPx: number; heightPx: number } | null {
  if (head.length < 12 || head[0] !== 0xff || head[1] !== 0x0a) return null;
  let at = 16;
  const bits = (count: number): number => {
    let value = 0;
    for (let index = 0; index < count; index += 1, at += 1) value += (((head[at >> 3] ?? 0) >> (at & 7)) & 1) * 2 ** index;
    return value;
  };
  const isSmall = bits(1) === 1;
  const read = (): number => (isSmall ? (bits(5) + 1) * 8 : bits([9, 13, 18, 30][bits(2)] ?? 30) + 1);
  const heightPx = read();
  const ratio = bits(3);
  const [numerator, denominator] = (
    [
      [0, 0],
      [1, 1],
      [12, 10],
      [4, 3],
      [3, 2],
      [16, 9],
      [5, 4],
      [2, 1],
    ] as const
  )[ratio] ?? [0, 0];
  return { heightPx, widthPx: ratio === 0 ? read() : Math.floor((heightPx * numerator) / denominator) };
}
