/** From the first bytes to the right parser. A parser that stumbles over hostile bytes never takes the job with it. */
import type { ByteSource } from './byte-source.ts';
import { emptyContainer, maxMetadataBytes, type Container } from './container.ts';
import { parseCrw } from './containers/canon-crw.ts';
import { parseRaf } from './containers/fuji-raf.ts';
import { parseGif } from './containers/gif.ts';
import { parseHeif } from './containers/heif.ts';
import { parseCodestream, parseJpegBoxes } from './containers/jpeg2000-xl.ts';
import { parseJpeg } from './containers/jpeg.ts';
import { parseMrw } from './containers/minolta-mrw.ts';
import { parseMovie } from './containers/movie.ts';
import { parsePng } from './containers/png.ts';
import { parseTiff } from './containers/tiff.ts';
import { parseWebp } from './containers/webp.ts';
import { detectBytes, detectFormat, kindOf, type DetectedFormat } from './formats.ts';

/**
 * Parses any file. Unknown, unsupported and broken content gives a container without records,
 * which is named by all its bytes.
 */
export function parseContainer(source: ByteSource): { readonly detected: DetectedFormat; readonly container: Container } {
  const detected = detectFormat(source.read(0, detectBytes));
  try {
    return { detected, container: withinFile(parseAs(detected, source), source.sizeBytes) };
  } catch (error) {
    // Buffer reads throw RangeError on offsets that a hostile file made up; anything else is our own fault
    if (!(error instanceof RangeError)) throw error;
    return { detected, container: { ...emptyContainer(formatName(detected), kindOf(detected)), isComplete: false } };
  }
}

/** Previews may be cut off by the end of the file, and still show something; they never reach beyond it. */
function withinFile(container: Container, sizeBytes: number): Container {
  const jpegs = container.jpegs
    .filter((range) => range.offset >= 0 && range.offset < sizeBytes && range.length > 0)
    .map((range) => ({ offset: range.offset, length: Math.min(range.length, sizeBytes - range.offset) }));
  return { ...container, jpegs };
}

function parseAs(detected: DetectedFormat, source: ByteSource): Container {
  switch (detected) {
    case 'JPEG':
      return parseJpeg(source);
    case 'PNG':
      return parsePng(source);
    case 'GIF':
      return parseGif(source);
    case 'WEBP':
      return parseWebp(source);
    case 'TIFF':
    case 'CR2':
    case 'RW2':
    case 'ORF':
      return parseTiff(source);
    case 'RAF':
      return parseRaf(source);
    case 'CRW':
      return parseCrw(source);
    case 'MRW':
      return parseMrw(source);
    case 'HEIF':
      return parseHeif(source);
    case 'CR3':
    case 'MOV':
    case 'MP4':
      return parseMovie(source, detected);
    case 'JP2':
    case 'JXL':
      return parseJpegBoxes(source, detected);
    case 'JP2-STREAM':
      return parseCodestream(source, 'JP2');
    case 'JXL-STREAM':
      return parseCodestream(source, 'JXL');
    case 'BMP':
      return parseBmp(source);
    case 'XMP':
      return { ...emptyContainer('XMP', 'sidecar'), xmp: [source.read(0, Math.min(source.sizeBytes, maxMetadataBytes))] };
    default:
      return emptyContainer(formatName(detected), kindOf(detected));
  }
}

function parseBmp(source: ByteSource): Container {
  const bytes = source.read(0, 26);
  const isOld = bytes[14] === 12;
  if (bytes.length < 26) return emptyContainer('BMP', 'image');
  return {
    ...emptyContainer('BMP', 'image'),
    codedWidthPx: isOld ? bytes.readUInt16LE(18) : Math.abs(bytes.readInt32LE(18)),
    codedHeightPx: isOld ? bytes.readUInt16LE(20) : Math.abs(bytes.readInt32LE(22)),
  };
}

function formatName(detected: DetectedFormat): string {
  return detected === 'PLIST' ? 'AAE' : detected.replace('-STREAM', '');
}
