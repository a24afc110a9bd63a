/** From the metadata blocks of a container to what the catalog keeps. */
import { decideTakenAt, type RawTime } from '#domain/taken-at.ts';
import type { ByteSource } from '../byte-source.ts';
import type { Container, MovieFacts } from '../container.ts';
import { readCrwFacts } from '../containers/canon-crw.ts';
import type { MediaMetadata } from '../types.ts';
import { cameraName } from './camera-name.ts';
import { readExifFacts, type ExifFacts } from './exif-tags.ts';
import { readIptcFacts, type IptcFacts } from './iptc.ts';
import { readXmpFacts, type XmpFacts } from './xmp.ts';

export interface FileFacts {
  readonly fileName: string;
  readonly mtimeMs: number;
  readonly nowMs: number;
}

/** What is known of a file that was only hashed. */
export const emptyMetadata: MediaMetadata = {
  takenAt: null,
  takenAtOffset: null,
  takenAtSource: 'none',
  camera: null,
  lens: null,
  exposure: null,
  gps: null,
  title: null,
  caption: null,
  rating: null,
  tags: [],
  color: null,
  flag: null,
  place: null,
  contentIdentifier: null,
};

/** The metadata of a file and the EXIF orientation that goes with it (1 when absent). */
export async function readMetadata(
  source: ByteSource,
  container: Container,
  file: FileFacts,
): Promise<{ metadata: MediaMetadata; exifOrientation: number }> {
  const exif = withOldCanon(source, container, readExifFacts(container.exif));
  const xmp = await readXmpFacts(container.xmp);
  const iptc = container.iptc == null ? null : readIptcFacts(container.iptc);
  const taken = decideTakenAt({ ...pickTimes(exif, xmp, iptc, container), gpsUtc: exif.gpsUtc, ...file });
  const metadata: MediaMetadata = {
    takenAt: taken.takenAt,
    takenAtOffset: taken.offset,
    takenAtSource: taken.source,
    ...describeShot(exif, xmp, container.movie),
    ...describeContent(exif, xmp, iptc),
    contentIdentifier: exif.contentIdentifier ?? container.movie?.contentIdentifier ?? null,
  };
  return { metadata, exifOrientation: exif.orientation };
}

function describeShot(
  exif: ExifFacts,
  xmp: XmpFacts | null,
  movie: MovieFacts | null,
): Pick<MediaMetadata, 'camera' | 'lens' | 'exposure' | 'gps'> {
  const make = exif.make ?? xmp?.make ?? movie?.make ?? null;
  const model = exif.model ?? xmp?.model ?? movie?.model ?? null;
  return {
    camera: cameraName(make, model),
    lens: exif.lens ?? xmp?.lens ?? null,
    exposure: readExposure(exif),
    gps: readPlace(exif, xmp, movie?.location ?? null),
  };
}

function describeContent(
  exif: ExifFacts,
  xmp: XmpFacts | null,
  iptc: IptcFacts | null,
): Pick<MediaMetadata, 'title' | 'caption' | 'rating' | 'tags' | 'color' | 'flag' | 'place'> {
  return {
    title: xmp?.title ?? iptc?.title ?? exif.windowsTitle,
    caption: xmp?.caption ?? iptc?.caption ?? usefulDescription(exif.description),
    rating: readRating(xmp?.rating ?? exif.rating),
    tags: readTags(xmp, iptc, exif),
    color: xmp?.color ?? null,
    flag: xmp?.flag ?? null,
    place: placeName(xmp?.places.length ? xmp.places : (iptc?.places ?? [])),
  };
}

/** Parts that repeat each other are said once: a city state has one name. */
function placeName(parts: readonly string[]): string | null {
  return parts.length === 0 ? null : [...new Set(parts)].join(', ');
}

const absent: RawTime = { dateTime: null, subSeconds: null, offset: null };

function plain(dateTime: string | null | undefined): RawTime {
  return dateTime == null ? absent : { dateTime, subSeconds: null, offset: null };
}

/** EXIF first, XMP and IPTC where it is silent; a movie's local date, else its UTC clock with offset +00:00. */
function pickTimes(
  exif: ExifFacts,
  xmp: XmpFacts | null,
  iptc: IptcFacts | null,
  container: Container,
): { original: RawTime; digitized: RawTime } {
  if (container.movie != null) {
    const utcS = container.movie.createdUtcS;
    const utc = utcS == null || utcS <= 0 ? null : `${new Date(utcS * 1000).toISOString().slice(0, 19)}Z`;
    return { original: plain(container.movie.appleCreationDate ?? xmp?.dateTimeOriginal ?? utc), digitized: absent };
  }
  const isBlank = (time: RawTime): boolean => (time.dateTime ?? '').replace(/[\s:]/g, '') === '';
  return {
    original: isBlank(exif.original) ? plain(xmp?.dateTimeOriginal ?? iptc?.dateCreated) : exif.original,
    digitized: isBlank(exif.digitized) ? plain(xmp?.dateTimeDigitized) : exif.digitized,
  };
}

/** A CRW has a heap of its own in place of EXIF. */
function withOldCanon(source: ByteSource, container: Container, exif: ExifFacts): ExifFacts {
  if (container.format !== 'CRW') return exif;
  const facts = readCrwFacts(source);
  const local = facts.capturedLocalS == null ? null : new Date(facts.capturedLocalS * 1000).toISOString().slice(0, 19);
  return { ...exif, make: facts.make, model: facts.model, original: plain(local) };
}

function readExposure(exif: ExifFacts): MediaMetadata['exposure'] {
  const { iso, fNumber, exposureTimeS, focalLengthMm } = exif;
  return iso == null && fNumber == null && exposureTimeS == null && focalLengthMm == null
    ? null
    : { iso, fNumber, exposureTimeS, focalLengthMm };
}

function readPlace(exif: ExifFacts, xmp: XmpFacts | null, location: string | null): MediaMetadata['gps'] {
  if (exif.latitude != null && exif.longitude != null)
    return { latitude: exif.latitude, longitude: exif.longitude, altitudeM: exif.altitudeM };
  if (xmp?.latitude != null && xmp.longitude != null) return { latitude: xmp.latitude, longitude: xmp.longitude, altitudeM: null };
  const match = /^([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?/.exec(location ?? '');
  if (match == null) return null;
  const [latitude, longitude] = [Number(match[1]), Number(match[2])];
  return Math.abs(latitude) > 90 || Math.abs(longitude) > 180
    ? null
    : { latitude, longitude, altitudeM: match[3] == null ? null : Number(match[3]) };
}

/** Cameras fill the description with their own name or with blanks. */
function usefulDescription(text: string | null): string | null {
  return text == null ||
    /^(OLYMPUS DIGITAL CAMERA|SONY DSC|MINOLTA DIGITAL CAMERA|KONICA MINOLTA DIGITAL CAMERA|KODAK Digital Still Camera|Exif_JPEG_PICTURE|<?untitled>?|DCIM\\.*)$/i.test(
      text,
    )
    ? null
    : text;
}

/** -1 (rejected) and nonsense are no stars. */
function readRating(rating: number | null): number | null {
  return rating == null || !Number.isFinite(rating) || rating < 0 || rating > 5 ? null : Math.round(rating);
}

function readTags(xmp: XmpFacts | null, iptc: IptcFacts | null, exif: ExifFacts): string[] {
  const tags =
    xmp != null && xmp.tags.length > 0
      ? xmp.tags
      : iptc != null && iptc.keywords.length > 0
        ? iptc.keywords
        : (exif.windowsKeywords ?? '').split(';');
  return [...new Set(tags.map((tag) => tag.normalize('NFC').trim()).filter((tag) => tag !== ''))].slice(0, 1000);
}
