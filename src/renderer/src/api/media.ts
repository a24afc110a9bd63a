/** Addresses of pictures: root-relative, so that they are the same in every host. */
import { t } from '#renderer/i18n/t.ts';

/** The small preview, which the storage keeps. */
export const hotpreviewUrl = (hothash: string): string => `/api/v1/photos/${hothash}/hotpreview`;
/** The large preview, made on demand. */
export const coldpreviewUrl = (hothash: string): string => `/api/v1/photos/${hothash}/coldpreview`;
/** Every pixel, as far as a browser can draw the format. */
export const fullUrl = (hothash: string): string => `/api/v1/photos/${hothash}/full`;

/** What one picture is made of, the finest last: every pixel only once one zooms in. */
export const layersOf = (hothash: string, withFull: boolean): string[] => [
  hotpreviewUrl(hothash),
  coldpreviewUrl(hothash),
  ...(withFull ? [fullUrl(hothash)] : []),
];

/**
 * Width divided by height of every photo of an open view, in list order.
 * @returns null when the view is no longer open
 */
export async function fetchRatios(viewId: string): Promise<Float32Array | null> {
  const response = await fetch(`/api/v1/views/${encodeURIComponent(viewId)}/ratios`).catch(() => {
    throw new Error(t.errors.noAnswer);
  });
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(t.errors.unreadableList(response.status));
  const bytes = await response.arrayBuffer();
  return new Float32Array(bytes, 0, bytes.byteLength >> 2);
}
