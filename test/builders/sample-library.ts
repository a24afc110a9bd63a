/**
 * A small library to show and to try: painted landscapes in a few folders, with EXIF dates over the years.
 * Everything is made from seeds, so it is the same on every machine, and nobody's photos are needed.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

export interface SampleFolder {
  readonly name: string;
  readonly files: readonly string[];
}

interface Trip {
  readonly name: string;
  readonly scene: Scene;
  readonly count: number;
  /** Wall-clock start; null for scans without a date. */
  readonly from: string | null;
  readonly days: number;
  readonly camera: string;
}

type Scene = 'fjord' | 'dunes' | 'lake' | 'snow' | 'dusk';

const trips: readonly Trip[] = [
  { name: 'Lofoten in June', scene: 'fjord', count: 22, from: '2025-06-14T08:20:00', days: 4, camera: 'Canon EOS R6' },
  { name: 'Sunday at the lake', scene: 'lake', count: 12, from: '2025-05-11T09:05:00', days: 1, camera: 'Pixel 9' },
  { name: 'Rome and Naples', scene: 'dusk', count: 14, from: '2024-10-03T15:40:00', days: 3, camera: 'FUJIFILM X100V' },
  { name: 'First snow', scene: 'snow', count: 8, from: '2023-12-02T10:30:00', days: 1, camera: 'Canon EOS R6' },
  { name: 'Old slides', scene: 'dunes', count: 6, from: '1987-07-19T12:00:00', days: 2, camera: 'Scanner' },
];

const shapes = [1.5, 1.5, 0.667, 1.5, 1.333, 1.778, 1.5, 0.75, 1.5, 2.2, 1.5, 1];

/**
 * Paints the library below a folder.
 * @param longPx length of the longer side of a picture
 * @param mostPerFolder fewer pictures than the full library has
 */
export async function makeSampleLibrary(root: string, longPx = 1280, mostPerFolder = Number.POSITIVE_INFINITY): Promise<SampleFolder[]> {
  const folders: SampleFolder[] = [];
  for (const [t, trip] of trips.entries()) {
    const folder = join(root, trip.name);
    await mkdir(folder, { recursive: true });
    const files = Array.from({ length: Math.min(trip.count, mostPerFolder) }, (_, n) => join(folder, `IMG_${1200 + t * 300 + n * 3}.jpg`));
    await Promise.all(files.map((path, n) => paint(path, trip, t * 100 + n, n, longPx)));
    folders.push({ name: trip.name, files });
  }
  return folders;
}

async function paint(path: string, trip: Trip, seed: number, n: number, longPx: number): Promise<void> {
  const svg = landscapeSvg(seed, shapes[Math.floor(noise(seed, 9) * shapes.length)] ?? 1.5, longPx, trip.scene);
  const image = sharp(Buffer.from(svg)).blur(0.6).jpeg({ quality: 88 });
  const taken =
    trip.from == null
      ? null
      : new Date(Date.parse(`${trip.from}Z`) + Math.floor((n / trip.count) * trip.days) * 86_400_000 + n * 11 * 60_000);
  const exif = {
    IFD0: { Make: trip.camera.split(' ')[0] ?? '', Model: trip.camera },
    ...(taken == null ? {} : { IFD2: { DateTimeOriginal: taken.toISOString().slice(0, 19).replaceAll('-', ':').replace('T', ' ') } }),
  };
  await image.withExif(exif).toFile(path);
}

const palettes: Record<Scene, readonly (readonly [high: string, low: string, far: string, near: string])[]> = {
  fjord: [
    ['#4f86b8', '#e6eef2', '#7d9bb0', '#23403f'],
    ['#7fa7c9', '#fbe6cb', '#a99aa6', '#2c4a45'],
    ['#5b7fa6', '#f3c9a5', '#8d8aa0', '#27383f'],
    ['#9db8c9', '#eef1f0', '#9fb0b6', '#3d5448'],
  ],
  lake: [
    ['#78b1d8', '#f2f5ee', '#9cb9a2', '#3f6b3c'],
    ['#9cc7df', '#fbf3dd', '#b7c69a', '#56703a'],
    ['#6f9fc4', '#dfeaf0', '#8fae9b', '#2f5a44'],
  ],
  dusk: [
    ['#3d4f80', '#f0a878', '#9b6f77', '#3a2b3a'],
    ['#6a6fa8', '#f8cf9d', '#b98a7d', '#57413f'],
    ['#27304f', '#d97f66', '#7b5568', '#241f2e'],
    ['#8fa6cf', '#fde0b5', '#c9a389', '#6d5548'],
  ],
  snow: [
    ['#8ca3bb', '#eef1f4', '#c2cfda', '#54687c'],
    ['#aebccb', '#f9e3d4', '#cfd3dd', '#6d7a8c'],
    ['#5f7592', '#d9e0e8', '#a9b8c8', '#3c4d61'],
  ],
  dunes: [
    ['#c9b48f', '#f4e3c0', '#d0a670', '#8a5f36'],
    ['#b7a588', '#efd9b4', '#c2925e', '#7a4f31'],
  ],
};

/** A calm landscape as SVG: sky, sun, ridges that fade with distance, now and then water. */
export function landscapeSvg(seed: number, ratio: number, longPx: number, scene: Scene = sceneOf(seed)): string {
  const width = Math.round(ratio >= 1 ? longPx : longPx * ratio);
  const height = Math.round(ratio >= 1 ? longPx / ratio : longPx);
  const list = palettes[scene];
  const [high, low, far, near] = list[Math.floor(noise(seed, 1) * list.length)] ?? ['#4f86b8', '#e6eef2', '#7d9bb0', '#23403f'];
  const horizon = height * (0.4 + noise(seed, 2) * 0.25);
  const hasWater = scene === 'fjord' || scene === 'lake' ? noise(seed, 3) > 0.35 : false;
  const shore = Math.min(height * 0.82, horizon + height * 0.22);
  const layers = 4;
  const ridges = Array.from({ length: layers }, (_, k) => {
    const depth = k / (layers - 1);
    const base = horizon + (hasWater ? (shore - horizon) * depth : height * 0.42 * depth);
    const swing = height * (scene === 'dunes' || scene === 'lake' ? 0.07 : 0.2) * (1 - depth * 0.55);
    return `<path d="${ridge(seed, k, width, height, base, swing, scene)}" fill="${mix(far, near, depth)}" opacity="${(0.55 + depth * 0.45).toFixed(2)}"/>`;
  }).join('');
  const sunX = width * (0.15 + noise(seed, 4) * 0.7);
  const sunY = horizon * (0.35 + noise(seed, 5) * 0.5);
  const sunR = Math.min(width, height) * (0.025 + noise(seed, 6) * 0.03);
  const water = hasWater
    ? `<rect y="${shore}" width="${width}" height="${height - shore}" fill="url(#w)"/>${Array.from({ length: 26 }, (_, k) => `<rect x="${width * noise(seed, 40 + k)}" y="${shore + (height - shore) * (k / 26) ** 1.4}" width="${width * (0.05 + noise(seed, 70 + k) * 0.22)}" height="${1 + (k / 26) * 2}" fill="#fff" opacity="0.13"/>`).join('')}`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs><linearGradient id="s" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${high}"/><stop offset="${((horizon / height) * 1.05).toFixed(2)}" stop-color="${low}"/></linearGradient><linearGradient id="w" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${mix(low, far, 0.35)}"/><stop offset="1" stop-color="${mix(high, near, 0.45)}"/></linearGradient><radialGradient id="g"><stop offset="0" stop-color="#fff8e6" stop-opacity="0.95"/><stop offset="0.14" stop-color="#fff3d6" stop-opacity="0.6"/><stop offset="1" stop-color="#fff3d6" stop-opacity="0"/></radialGradient><linearGradient id="v" x1="0" y1="0" x2="0" y2="1"><stop offset="0.55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.22"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#s)"/><circle cx="${sunX}" cy="${sunY}" r="${sunR * 8}" fill="url(#g)"/>${clouds(seed, width, horizon)}${ridges}${water}<rect width="100%" height="100%" fill="url(#v)"/></svg>`;
}

function clouds(seed: number, width: number, horizon: number): string {
  return Array.from(
    { length: 5 },
    (_, k) =>
      `<ellipse cx="${width * noise(seed, 20 + k)}" cy="${horizon * (0.1 + noise(seed, 25 + k) * 0.6)}" rx="${width * (0.1 + noise(seed, 30 + k) * 0.2)}" ry="${horizon * (0.015 + noise(seed, 35 + k) * 0.03)}" fill="#fff" opacity="${(0.08 + noise(seed, 38 + k) * 0.16).toFixed(2)}"/>`,
  ).join('');
}

/** A ridge line from a few octaves of noise; dunes and shores roll, mountains are rough. */
function ridge(seed: number, layer: number, width: number, height: number, base: number, swing: number, scene: Scene): string {
  const octaves = scene === 'dunes' || scene === 'lake' ? [1] : [1, 0.5, 0.22, 0.1];
  const steps = 72;
  const points = Array.from({ length: steps + 1 }, (_, i) => {
    const rise = octaves.reduce(
      (sum, weight, o) => sum + weight * wave((i / steps) * 2.6 * 2 ** o + layer * 1.7, seed * 13 + layer * 5 + o),
      0,
    );
    return `${((width / steps) * i).toFixed(1)},${(base - rise * swing).toFixed(1)}`;
  });
  return `M0,${height} L${points.join(' L')} L${width},${height} Z`;
}

/** Smooth noise between 0 and 1 along a line. */
function wave(x: number, seed: number): number {
  const from = Math.floor(x);
  const t = x - from;
  const ease = t * t * (3 - 2 * t);
  return noise(seed, from + 500) * (1 - ease) + noise(seed, from + 501) * ease;
}

const scenes = Object.keys(palettes) as Scene[];
const sceneOf = (seed: number): Scene => scenes[Math.floor(noise(Math.floor(seed / 9), 77) * scenes.length)] ?? 'fjord';

/** Anything between 0 and 1 that looks random and is always the same. */
function noise(seed: number, n: number): number {
  let hash = Math.imul(seed + 1, 2654435761) ^ Math.imul(n + 1, 1597334677);
  hash = Math.imul(hash ^ (hash >>> 15), 2246822507);
  hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}

function mix(from: string, to: string, share: number): string {
  const part = (at: number): string =>
    Math.round(Number.parseInt(from.slice(at, at + 2), 16) * (1 - share) + Number.parseInt(to.slice(at, at + 2), 16) * share)
      .toString(16)
      .padStart(2, '0');
  return `#${part(1)}${part(3)}${part(5)}`;
}
