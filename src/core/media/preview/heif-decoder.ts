/**
 * HEVC-coded HEIC by libheif (WebAssembly): the prebuilt sharp reads its header but not its pixels. The raw C calls
 * are used because the JavaScript wrapper cannot reach thumbnails, and these are 20 times faster.
 * @see https://github.com/strukturag/libheif (heif.h)
 */
import { withTiffHeader } from './raw-tiff.ts';

/** The part of libheif's WebAssembly module that is used. Functions that return an error take a pointer for it first. */
interface HeifModule {
  readonly HEAPU8: Uint8Array;
  readonly HEAP32: Int32Array;
  _malloc(size: number): number;
  _free(pointer: number): void;
  _heif_context_alloc(): number;
  _heif_context_free(context: number): void;
  _heif_context_read_from_memory(error: number, context: number, bytes: number, size: number, options: number): void;
  _heif_context_get_primary_image_handle(error: number, context: number, handle: number): void;
  _heif_image_handle_release(handle: number): void;
  _heif_image_handle_get_width(handle: number): number;
  _heif_image_handle_get_height(handle: number): number;
  _heif_image_handle_get_number_of_thumbnails(handle: number): number;
  _heif_image_handle_get_list_of_thumbnail_IDs(handle: number, ids: number, count: number): number;
  _heif_image_handle_get_thumbnail(error: number, handle: number, id: number, thumbnail: number): void;
  _heif_image_handle_get_raw_color_profile_size(handle: number): number;
  _heif_image_handle_get_raw_color_profile(error: number, handle: number, bytes: number): void;
  _heif_decode_image(error: number, handle: number, image: number, colorspace: number, chroma: number, options: number): void;
  _heif_image_get_width(image: number, channel: number): number;
  _heif_image_get_height(image: number, channel: number): number;
  _heif_image_get_plane_readonly(image: number, channel: number, stride: number): number;
  _heif_image_release(image: number): void;
}

const colorspaceRgb = 1;
const chromaInterleavedRgb = 10;
const channelInterleaved = 10;
const maxProfileBytes = 4 * 1024 * 1024;

let loading: Promise<HeifModule> | null = null;

function loadModule(): Promise<HeifModule> {
  loading ??= import('libheif-js/wasm-bundle.js').then((loaded) => loaded.default as HeifModule);
  return loading;
}

/**
 * Decodes the primary picture, or its embedded thumbnail when that is large enough for `longEdgePx`.
 * Rotation and mirroring of the container are applied already.
 * @returns an uncompressed TIFF with the colour profile, for sharp
 * @throws libheif's message when it does not decode
 */
export async function decodeHeif(bytes: Uint8Array, longEdgePx: number | null): Promise<Buffer> {
  const heif = await loadModule();
  const scratch = heif._malloc(256);
  const input = heif._malloc(bytes.length);
  const context = heif._heif_context_alloc();
  const handles: number[] = [];
  try {
    heif.HEAPU8.set(bytes, input);
    check(heif, scratch, () => heif._heif_context_read_from_memory(scratch, context, input, bytes.length, 0));
    check(heif, scratch, () => heif._heif_context_get_primary_image_handle(scratch, context, scratch + 16));
    const primary = readPointer(heif, scratch + 16);
    handles.push(primary);
    const thumbnail = longEdgePx == null ? null : pickThumbnail(heif, scratch, primary, longEdgePx, handles);
    if (thumbnail != null) {
      try {
        return decodeHandle(heif, scratch, thumbnail, primary);
      } catch {
        // some phones write thumbnails of another size than they say: the picture itself is still good
      }
    }
    return decodeHandle(heif, scratch, primary, primary);
  } finally {
    for (const handle of handles.reverse()) heif._heif_image_handle_release(handle);
    heif._heif_context_free(context);
    heif._free(input);
    heif._free(scratch);
  }
}

/** Calls; the error structure at `scratch` then holds code, sub-code and message. */
function check(heif: HeifModule, scratch: number, call: () => void): void {
  call();
  if (readPointer(heif, scratch) === 0) return;
  const start = readPointer(heif, scratch + 8);
  const end = heif.HEAPU8.indexOf(0, start);
  throw new Error(`libheif: ${Buffer.from(heif.HEAPU8.subarray(start, Math.min(end, start + 200))).toString('utf8')}`);
}

function readPointer(heif: HeifModule, at: number): number {
  return heif.HEAP32[at >> 2] ?? 0;
}

/** A thumbnail that is large enough and has the shape of the picture: some are not turned as the picture is. */
function pickThumbnail(heif: HeifModule, scratch: number, primary: number, longEdgePx: number, handles: number[]): number | null {
  if (heif._heif_image_handle_get_number_of_thumbnails(primary) < 1) return null;
  heif._heif_image_handle_get_list_of_thumbnail_IDs(primary, scratch + 32, 1);
  check(heif, scratch, () => heif._heif_image_handle_get_thumbnail(scratch, primary, readPointer(heif, scratch + 32), scratch + 16));
  const thumbnail = readPointer(heif, scratch + 16);
  handles.push(thumbnail);
  const [width, height] = [heif._heif_image_handle_get_width(thumbnail), heif._heif_image_handle_get_height(thumbnail)];
  const shape = heif._heif_image_handle_get_width(primary) / heif._heif_image_handle_get_height(primary);
  return Math.max(width, height) >= longEdgePx && Math.abs(width / height / shape - 1) < 0.02 ? thumbnail : null;
}

function decodeHandle(heif: HeifModule, scratch: number, handle: number, profileOf: number): Buffer {
  check(heif, scratch, () => heif._heif_decode_image(scratch, handle, scratch + 16, colorspaceRgb, chromaInterleavedRgb, 0));
  const image = readPointer(heif, scratch + 16);
  try {
    const widthPx = heif._heif_image_get_width(image, channelInterleaved);
    const heightPx = heif._heif_image_get_height(image, channelInterleaved);
    const plane = heif._heif_image_get_plane_readonly(image, channelInterleaved, scratch + 32);
    const strideBytes = readPointer(heif, scratch + 32);
    if (plane === 0 || widthPx < 1 || heightPx < 1) throw new Error('libheif: no pixels');
    const profile = readProfile(heif, scratch, profileOf);
    return withTiffHeader({ widthPx, heightPx, strideBytes, pixels: heif.HEAPU8.subarray(plane, plane + strideBytes * heightPx), profile });
  } finally {
    heif._heif_image_release(image);
  }
}

function readProfile(heif: HeifModule, scratch: number, handle: number): Buffer | null {
  const size = heif._heif_image_handle_get_raw_color_profile_size(handle);
  if (size < 128 || size > maxProfileBytes) return null;
  const pointer = heif._malloc(size);
  try {
    heif._heif_image_handle_get_raw_color_profile(scratch, handle, pointer);
    return readPointer(heif, scratch) === 0 ? Buffer.from(heif.HEAPU8.subarray(pointer, pointer + size)) : null;
  } finally {
    heif._free(pointer);
  }
}
