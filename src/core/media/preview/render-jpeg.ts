/** From any decodable input to a JPEG: orientation applied, sRGB, no metadata, no larger than the original. */
import type { SharpInput } from 'sharp';
import { decodeTimeoutS, maxPixels, sharp } from './sharp-setup.ts';

export interface RenderTask {
  /** Bytes or a path. */
  readonly input: SharpInput;
  /** EXIF orientation to apply; the input's own is not looked at, so that RAW and its preview cannot disagree. */
  readonly orientation: number;
  /** null keeps the size. */
  readonly longEdgePx: number | null;
}

export interface RenderedJpeg {
  readonly jpeg: Buffer;
  /** What the decoder complained about although it delivered; null when it did not. */
  readonly complaint: string | null;
}

/** 80: where artefacts begin to show at 200 px in a side-by-side; 90 costs twice the bytes. */
const jpegQuality = 80;

/**
 * Renders; a damaged picture is rendered as far as it decodes.
 * @throws what the decoder says when nothing decodes
 */
export async function renderJpeg(task: RenderTask): Promise<RenderedJpeg> {
  try {
    return { jpeg: await render(task, 'warning'), complaint: null };
  } catch (error) {
    const complaint = firstLine(error);
    if (/timeout|pixel limit/i.test(complaint)) throw error;
    return { jpeg: await render(task, 'none'), complaint };
  }
}

async function render(task: RenderTask, failOn: 'warning' | 'none'): Promise<Buffer> {
  const { longEdgePx, orientation } = task;
  let image = sharp(task.input, { failOn, limitInputPixels: maxPixels, pages: 1 }).timeout({ seconds: decodeTimeoutS });
  // turned after shrinking: the other way round libvips cannot use the decoder's own shrinking
  if (longEdgePx != null) image = image.resize(longEdgePx, longEdgePx, { fit: 'inside', withoutEnlargement: true });
  if (orientation === 3) image = image.rotate(180);
  else if (orientation === 8) image = image.rotate(270);
  else if (orientation >= 5) image = image.rotate(90);
  // sharp mirrors before it turns
  if (orientation === 2 || orientation === 7) image = image.flop();
  if (orientation === 4 || orientation === 5) image = image.flip();
  return await image.flatten({ background: '#ffffff' }).jpeg({ quality: jpegQuality }).toBuffer();
}

/** The first line of a decoder's message, which may repeat itself for pages. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').trim();
}
