/** Chooses how a file's picture is decoded: by sharp, by libheif, or from the JPEG inside a RAW. */
import type { ProblemCode } from '#contract/problem.ts';
import type { ByteSource } from '../byte-source.ts';
import type { Container } from '../container.ts';
import { findEmbeddedJpegs } from './embedded-jpeg.ts';
import { exoticRawPicture } from './exotic-raw.ts';
import { decodeHeif } from './heif-decoder.ts';
import { firstLine, renderJpeg, type RenderedJpeg } from './render-jpeg.ts';
import { maxPixels } from './sharp-setup.ts';

export interface Picture {
  readonly path: string;
  readonly source: ByteSource;
  /** All bytes when they are in memory; sharp reads the path otherwise. */
  readonly bytes: Buffer | null;
  readonly container: Container;
  readonly orientation: number;
}

/** A picture, or why there is none. `complaint` beside a picture: it is damaged. */
export type RenderResult =
  | { readonly jpeg: Buffer; readonly complaint: string | null }
  | { readonly jpeg: null; readonly code: ProblemCode; readonly reason: string };

/** Held while a picture of more than 100 megapixels is decoded: two at once could exhaust the machine. */
export type LargeGate = <T>(isLarge: boolean, task: () => Promise<T>) => Promise<T>;

/** Above this a decode takes hundreds of megabytes. */
const largePixels = 100_000_000;
const sharpFormats: ReadonlySet<string> = new Set(['JPEG', 'PNG', 'WEBP', 'GIF', 'TIFF', 'AVIF']);

/** Renders a file's picture as JPEG, its long edge at most `longEdgePx`. Never rejects. */
export async function renderPicture(picture: Picture, longEdgePx: number | null, gate: LargeGate): Promise<RenderResult> {
  const { container } = picture;
  const pixels = (container.codedWidthPx ?? 0) * (container.codedHeightPx ?? 0);
  if (pixels > maxPixels)
    return {
      jpeg: null,
      code: 'too-large',
      reason: `${container.codedWidthPx} x ${container.codedHeightPx} pixels are more than ImaLink decodes`,
    };
  try {
    return await gate(pixels > largePixels, () => renderByFormat(picture, longEdgePx));
  } catch (error) {
    const reason = firstLine(error);
    return { jpeg: null, code: /timeout|pixel limit|security limit/i.test(reason) ? 'too-large' : 'damaged', reason };
  }
}

async function renderByFormat(picture: Picture, longEdgePx: number | null): Promise<RenderResult> {
  const { container, orientation } = picture;
  const input = picture.bytes ?? picture.path;
  if (container.kind === 'raw') return await renderRaw(picture, longEdgePx);
  if (container.format === 'HEIC') return await renderHeic(picture, longEdgePx);
  if (container.format === 'HEIF' && container.coding === 'jpeg') return await renderRaw(picture, longEdgePx);
  if (container.format === 'JPEG' && container.coding != null && !['SOF0', 'SOF1', 'SOF2', 'SOF9', 'SOF10'].includes(container.coding)) {
    return { jpeg: null, code: 'unsupported', reason: 'lossless JPEG cannot be shown' };
  }
  if (container.format === 'HEIF' && container.coding == null) return { jpeg: null, code: 'damaged', reason: 'no picture is inside' };
  if (!sharpFormats.has(container.format))
    return { jpeg: null, code: 'unsupported', reason: `${container.format} pictures cannot be shown` };
  // libvips turns AVIF as the container says
  return await renderJpeg({ input, orientation: container.format === 'AVIF' ? 1 : orientation, longEdgePx });
}

async function renderHeic(picture: Picture, longEdgePx: number | null): Promise<RenderedJpeg> {
  const bytes = picture.bytes ?? picture.source.read(0, picture.source.sizeBytes);
  const tiff = await decodeHeif(bytes, longEdgePx);
  return await renderJpeg({ input: tiff, orientation: 1, longEdgePx });
}

async function renderRaw(picture: Picture, longEdgePx: number | null): Promise<RenderResult> {
  let lastReason = 'no picture that can be shown is inside';
  let partial: RenderedJpeg | null = null;
  const ranges = findEmbeddedJpegs(picture.source, picture.container.jpegs, longEdgePx).slice(0, 5);
  for (const range of ranges) {
    try {
      const rendered = await renderJpeg({
        input: picture.source.read(range.offset, range.length),
        orientation: picture.orientation,
        longEdgePx,
      });
      if (rendered.complaint == null) return rendered;
      partial ??= rendered;
    } catch (error) {
      lastReason = firstLine(error);
    }
  }
  if (partial != null) return partial;
  const exotic = ranges.length === 0 ? await renderExotic(picture, longEdgePx) : null;
  if (exotic != null) return exotic;
  if (picture.bytes != null) {
    try {
      // DNG and old NEF keep a small uncompressed picture first, which reads as an ordinary TIFF
      const rendered = await renderJpeg({ input: picture.bytes, orientation: picture.orientation, longEdgePx });
      return { jpeg: rendered.jpeg, complaint: null }; // complaints are about maker tags, not about the picture
    } catch {
      // sensor data only: the reason found above says more
    }
  }
  return { jpeg: null, code: 'damaged', reason: lastReason };
}

/** Makes whose containers we do not parse: X3F and whatever comes. */
async function renderExotic(picture: Picture, longEdgePx: number | null): Promise<RenderedJpeg | null> {
  const input = await exoticRawPicture(picture.path);
  if (input == null) return null;
  return await renderJpeg({ input, orientation: picture.orientation, longEdgePx }).catch(() => null);
}
