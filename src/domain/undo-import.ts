/**
 * What taking an import back would do, photo by photo: exactly what it brought goes, as it brought it. What a person has
 * worked on since (moved, renamed, edited, shown in another session) is named and stays.
 */
import type { CatalogChange, FileRecord } from './reconcile/catalog-change.ts';
import type { CataloguedCompanion } from './reconcile/types.ts';
import type { FileStep, Stat } from './resolve/types.ts';

export interface ImportedFiles {
  /** Files of the session, with everything their records hold. */
  readonly records: readonly FileRecord[];
  /** Paths the import gave its files, with their checksums; null when that is not known any more. */
  readonly brought: ReadonlyMap<string, string> | null;
  /** The files stood there before: only their records are the import's. */
  readonly isInPlace: boolean;
  /** What stands at a path now; null when nothing does. */
  readonly disk: ReadonlyMap<string, Stat | null>;
  /** How many files the catalog has of a photo, in all storages. */
  readonly fileCounts: ReadonlyMap<number, number>;
}

/** All files of one photo that go together, or not at all. */
export interface UndoItem {
  readonly photoId: number;
  readonly path: string;
  readonly steps: readonly FileStep[];
  readonly changes: readonly CatalogChange[];
}

export interface UndoPlan {
  readonly items: readonly UndoItem[];
  readonly left: readonly { readonly path: string; readonly reason: string }[];
}

type Bytes = Stat & {
  readonly path: FileRecord['file']['path'];
  readonly checksum: string;
  readonly written?: CataloguedCompanion['written'];
};

/** Pure: the same files give the same plan. A photo that keeps no file is hidden, with what people said of it, until its file is back. */
export function planUndoImport(files: ImportedFiles): UndoPlan {
  const items: UndoItem[] = [];
  const left: { path: string; reason: string }[] = [];
  for (const records of Map.groupBy(files.records, ({ file }) => file.photoId).values()) {
    const going: FileRecord[] = [];
    for (const record of records) {
      const reason = reasonToStay(record, files);
      if (reason === null) going.push(record);
      else left.push({ path: record.file.path, reason });
    }
    const [first] = going;
    if (first) items.push(itemOf(first, going, files));
  }
  return { items, left };
}

function itemOf(first: FileRecord, going: readonly FileRecord[], files: ImportedFiles): UndoItem {
  const { photoId, path } = first.file;
  const isLast = going.length === files.fileCounts.get(photoId);
  const bytes = going.flatMap(({ file }): Bytes[] => [file, ...file.companions]);
  return {
    photoId,
    path,
    steps: files.isInPlace ? [] : bytes.map(setAside),
    changes: [
      ...going.map((record): CatalogChange => ({ change: 'drop_file', record })),
      ...(isLast ? [{ change: 'hide_photo', photoId, as: 'forgotten' } as const] : []),
    ],
  };
}

const setAside = ({ path, sizeBytes, mtimeMs, checksum }: Bytes): FileStep => ({
  step: 'set_aside',
  path,
  sizeBytes,
  mtimeMs,
  checksum,
  keeper: null,
});

function reasonToStay({ file, referencedBy }: FileRecord, files: ImportedFiles): string | null {
  if (referencedBy.length > 0) return 'Another session shows it too.';
  for (const each of [file, ...file.companions]) {
    const reason = files.isInPlace || isOurSidecar(each, file.path, files) ? null : reasonOfBytes(each, files);
    if (reason !== null) return each === file ? reason : `${each.path}: ${reason === moved ? 'It came to its photo since.' : reason}`;
  }
  return null;
}

/**
 * A sidecar that ImaLink wrote goes with its photo: a new one, or the person's words in the one that was imported. What another
 * program made of it, before or since, is that program's work.
 */
function isOurSidecar({ path, checksum, written, ...stat }: Bytes, ownerPath: string, { brought, disk }: ImportedFiles): boolean {
  if (written === undefined || written.checksum !== checksum || !isAsRecorded(stat, disk.get(path))) return false;
  return written.over === '' ? path === `${ownerPath}.xmp` : brought === null || brought.get(path) === written.over;
}

const isAsRecorded = ({ sizeBytes, mtimeMs }: Stat, stat: Stat | null | undefined): boolean =>
  stat != null && stat.sizeBytes === sizeBytes && Math.abs(stat.mtimeMs - mtimeMs) < 1;

const moved = 'It was moved or renamed since.';

function reasonOfBytes({ path, checksum, ...recorded }: Bytes, { brought, disk }: ImportedFiles): string | null {
  const stat = disk.get(path);
  if (stat == null) return 'It is not at its place.';
  if (brought !== null) {
    const was = brought.get(path);
    if (was === undefined) return moved;
    if (was !== checksum) return 'It was edited since.';
  }
  return isAsRecorded(recorded, stat) ? null : 'It was edited since.';
}
