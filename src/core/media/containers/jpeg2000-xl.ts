/**
 * JPEG 2000 and JPEG XL: boxes around a codestream, or the bare codestream.
 * @see docs/format/hothash.md#jpeg-xl-and-jpeg-2000
 */
import { bufferSource, type ByteSource } from '../byte-source.ts';
import { emptyContainer, maxMetadataBytes, type Container } from '../container.ts';
import { findBox, readBox, readBoxes, readChildren } from './isobmff.ts';
import { readJxlSize } from './jxl-size.ts';

const pictureBoxes: ReadonlySet<string> = new Set(['jp2c', 'jbrd', 'jxlp', 'jxlc']);
const xmpUuid = 'be7acfcb97a942e89c71999491e3afac';

/** Parses a JPEG 2000 or JPEG XL in boxes. */
export function parseJpegBoxes(source: ByteSource, format: 'JP2' | 'JXL'): Container {
  const boxes = readBoxes(source, 0, source.sizeBytes);
  const pictures = boxes.filter((box) => pictureBoxes.has(box.type));
  const header = findBox(boxes, 'jp2h');
  const imageHeader = header == null ? null : findBox(readChildren(source, header), 'ihdr');
  const sizeBytes = imageHeader == null ? null : source.read(imageHeader.offset, 8);
  const codestream = pictures.find((box) => box.type === 'jxlc') ?? pictures.find((box) => box.type === 'jxlp');
  const size = codestream == null ? null : readJxlSize(source.read(codestream.offset + (codestream.type === 'jxlp' ? 4 : 0), 64));
  const exif = boxes
    .filter((box) => box.type === 'Exif')
    .map((box) => readBox(source, box, maxMetadataBytes))
    .filter((bytes) => bytes.length > 12);
  const xmp = boxes.filter(
    (box) => box.type === 'xml ' || (box.type === 'uuid' && source.read(box.offset, 16).toString('hex') === xmpUuid),
  );
  return {
    ...emptyContainer(format, 'image'),
    records: pictures.map((box) => ({ kind: 'B', ranges: [{ offset: box.offset, length: box.length }] })),
    isComplete: pictures.every((box) => box.isWhole),
    codedWidthPx: size?.widthPx ?? (sizeBytes?.length === 8 ? sizeBytes.readUInt32BE(4) : null),
    codedHeightPx: size?.heightPx ?? (sizeBytes?.length === 8 ? sizeBytes.readUInt32BE(0) : null),
    exif: exif.map((bytes) => ({ role: 'ifd0', source: bufferSource(bytes.subarray(4 + bytes.readUInt32BE(0))) })),
    xmp: xmp.map((box) => readBox(source, box, maxMetadataBytes).subarray(box.type === 'uuid' ? 16 : 0)),
  };
}

/** A bare codestream has no metadata to leave out: all of it is the picture. */
export function parseCodestream(source: ByteSource, format: 'JP2' | 'JXL'): Container {
  const head = source.read(0, 64);
  const size =
    format === 'JXL'
      ? readJxlSize(head)
      : head.length < 24
        ? null
        : { widthPx: head.readUInt32BE(8) - head.readUInt32BE(16), heightPx: head.readUInt32BE(12) - head.readUInt32BE(20) };
  return {
    ...emptyContainer(format, 'image'),
    records: [{ kind: 'B', ranges: [{ offset: 0, length: source.sizeBytes }] }],
    codedWidthPx: size?.widthPx ?? null,
    codedHeightPx: size?.heightPx ?? null,
  };
}
