/**
 * The smallest TIFF around 8-bit RGB pixels. sharp's own raw input cannot carry a colour profile, and without it
 * the wide-gamut pictures of phones come out pale.
 */

export interface RgbPixels {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly strideBytes: number;
  readonly pixels: Uint8Array;
  readonly profile: Buffer | null;
}

/** Copies the pixels into an uncompressed TIFF, one strip, with the ICC profile when there is one. */
export function withTiffHeader(rgb: RgbPixels): Buffer {
  const rowBytes = rgb.widthPx * 3;
  const pixelBytes = rowBytes * rgb.heightPx;
  const profileBytes = rgb.profile?.length ?? 0;
  const pixelsAt = 256;
  const profileAt = pixelsAt + pixelBytes;
  const file = Buffer.alloc(profileAt + profileBytes);
  file.write('II*\0', 0, 'latin1');
  file.writeUInt32LE(8, 4);
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [0x100, 4, 1, rgb.widthPx],
    [0x101, 4, 1, rgb.heightPx],
    [0x102, 3, 3, 240],
    [0x103, 3, 1, 1],
    [0x106, 3, 1, 2],
    [0x111, 4, 1, pixelsAt],
    [0x115, 3, 1, 3],
    [0x116, 4, 1, rgb.heightPx],
    [0x117, 4, 1, pixelBytes],
    [0x11c, 3, 1, 1],
    ...(profileBytes === 0 ? [] : [[0x8773, 7, profileBytes, profileAt] as const]),
  ];
  file.writeUInt16LE(entries.length, 8);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + index * 12;
    file.writeUInt16LE(tag, at);
    file.writeUInt16LE(type, at + 2);
    file.writeUInt32LE(count, at + 4);
    file.writeUInt32LE(value, at + 8);
  }
  for (const at of [240, 242, 244]) file.writeUInt16LE(8, at); // bits per sample
  for (let row = 0; row < rgb.heightPx; row += 1) {
    file.set(rgb.pixels.subarray(row * rgb.strideBytes, row * rgb.strideBytes + rowBytes), pixelsAt + row * rowBytes);
  }
  rgb.profile?.copy(file, profileAt);
  return file;
}
