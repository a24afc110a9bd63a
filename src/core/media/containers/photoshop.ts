/** Photoshop image resources, the wrapping in which JPEG and TIFF carry IPTC. */

const header = 'Photoshop 3.0\0';

/**
 * The IPTC record among the Photoshop resources of the given APP13 segments.
 * @param segments payloads; those without the Photoshop header are skipped, the others are one stream.
 * @returns null when there is none.
 */
export function joinIptc(segments: readonly Buffer[]): Buffer | null {
  const parts = segments
    .filter((bytes) => bytes.toString('latin1', 0, header.length) === header)
    .map((bytes) => bytes.subarray(header.length));
  if (parts.length === 0) return null;
  return findIptcResource(parts.length === 1 && parts[0] != null ? parts[0] : Buffer.concat(parts));
}

/** The IPTC-IIM resource (0x0404) in a run of `8BIM` resources. */
export function findIptcResource(bytes: Buffer): Buffer | null {
  let at = 0;
  for (let count = 0; count < 10_000 && at + 12 <= bytes.length; count += 1) {
    if (bytes.toString('latin1', at, at + 4) !== '8BIM') return null;
    const id = bytes.readUInt16BE(at + 4);
    const nameBytes = 1 + (bytes[at + 6] ?? 0);
    const sizeAt = at + 6 + nameBytes + (nameBytes % 2);
    if (sizeAt + 4 > bytes.length) return null;
    const size = bytes.readUInt32BE(sizeAt);
    if (id === 0x0404) return bytes.subarray(sizeAt + 4, sizeAt + 4 + size);
    at = sizeAt + 4 + size + (size % 2);
  }
  return null;
}
