/** Decodes a preview and counts its pixels, beside the window's thread. */
import { countPixels } from './histogram.ts';

const longEdgePx = 256;

self.addEventListener('message', (event: MessageEvent<Blob>) => {
  void count(event.data).then((histogram) => self.postMessage(histogram));
});

async function count(picture: Blob): Promise<ReturnType<typeof countPixels> | null> {
  try {
    const bitmap = await createImageBitmap(picture);
    const scale = Math.min(1, longEdgePx / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    canvas?.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    return canvas == null ? null : countPixels(canvas.getImageData(0, 0, width, height).data);
  } catch {
    // What cannot be decoded has no histogram; the picture itself says so.
    return null;
  }
}
