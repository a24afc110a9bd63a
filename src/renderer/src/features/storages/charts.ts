/** The statistics of a storage as charts, in words of now: every chart holds all that the sum below it says. */
import type { StorageStatistics } from '#contract/storage.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes } from '#renderer/ui/format.ts';

export interface ChartRow {
  readonly label: string;
  /** What its bar is as long as. */
  readonly amount: number;
  readonly value: string;
}

export interface Chart {
  readonly title: string;
  readonly head: readonly [string, string];
  readonly rows: readonly ChartRow[];
  /** The sum of the rows, as it is told. */
  readonly total: string;
}

/** More cameras than one looks at; the rest are one bar. */
const mostCameras = 11;

/** The bars of a storage, or of all of them. */
export function chartsOf(statistics: StorageStatistics['statistics']): readonly Chart[] {
  const { by_year, by_format, by_size, companions, total_photos, total_files, total_size_bytes } = statistics;
  const photos = formatNumber(total_photos);
  const files = sized(total_files, total_size_bytes);
  return [
    {
      title: t.storages.photosByYear,
      head: [t.storages.year, t.commands.photosGroup],
      rows: by_year
        .toSorted((a, b) => (b.year ?? '').localeCompare(a.year ?? ''))
        .map((each) => ofPhotos(each.year ?? t.format.noDate, each.photos)),
      total: photos,
    },
    {
      title: t.storages.photosByCamera,
      head: [t.storages.camera, t.commands.photosGroup],
      rows: cameraRows(statistics.by_camera),
      total: photos,
    },
    {
      title: t.storages.sizeByFormat,
      head: [t.storages.format, t.storages.size],
      rows: [
        ...by_format.toSorted((a, b) => b.bytes - a.bytes).map((each) => ofFiles(each.format.toUpperCase(), each)),
        ...(companions.files === 0 ? [] : [ofFiles(t.storages.companions, companions)]),
      ],
      total: files,
    },
    {
      title: t.storages.sizeOfFiles,
      head: [t.storages.sizeClass, t.storages.size],
      rows: by_size.map((each, n) => ofFiles(sizeClass(each.from_bytes, by_size[n + 1]?.from_bytes), each)),
      total: files,
    },
  ];
}

function cameraRows(cameras: StorageStatistics['statistics']['by_camera']): readonly ChartRow[] {
  const sorted = cameras.toSorted((a, b) => b.photos - a.photos);
  const others = sorted.slice(mostCameras);
  return [
    ...sorted.slice(0, mostCameras).map((each) => ofPhotos(each.camera ?? t.storages.noCamera, each.photos)),
    ...(others.length === 0
      ? []
      : [
          ofPhotos(
            t.storages.otherCameras(others.length),
            others.reduce((sum, each) => sum + each.photos, 0),
          ),
        ]),
  ];
}

const ofPhotos = (label: string, amount: number): ChartRow => ({ label, amount, value: formatNumber(amount) });
const ofFiles = (label: string, { files, bytes }: { readonly files: number; readonly bytes: number }): ChartRow => ({
  label,
  amount: bytes,
  value: sized(files, bytes),
});
const sized = (files: number, bytes: number): string => `${formatBytes(bytes)} · ${t.common.files(files)}`;
const sizeClass = (from: number, upTo: number | undefined): string =>
  upTo == null ? t.storages.sizeFrom(formatBytes(from)) : t.storages.sizeUpTo(formatBytes(upTo));
