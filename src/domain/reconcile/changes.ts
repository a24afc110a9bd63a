/** Applies and inverts the changes of a plan on values: what the catalog does to its rows, told without a database. */
import { assertNever } from '../assert-never.ts';
import type { CatalogChange } from './catalog-change.ts';
import type { CataloguedCompanion, CataloguedFile, Lane, Plan } from './types.ts';

/** Everything a plan changes without being asked, in the order in which it is applied. */
export function changesAtOnce(plan: Plan): readonly CatalogChange[] {
  const changes = [
    ...plan.quiet,
    ...plan.findings.flatMap((each) => [...(each.atOnce ?? []), ...(isAsked(each.lane) ? [] : each.changes)]),
  ];
  // What belongs to a file comes after the file, which may be new itself.
  const isArrival = ({ change }: CatalogChange): boolean => change === 'add_companion';
  return [...changes.filter((change) => !isArrival(change)), ...changes.filter(isArrival)];
}

/** Does the finding wait for a person? */
export function isAsked(lane: Lane): boolean {
  return lane === 'ask' || lane === 'suggest';
}

/**
 * The catalog after the changes. Order of the files is kept, copies stand at the end with the next free ids.
 * @throws Error when a change speaks of a file that is not there
 */
export function applyChanges(catalogued: readonly CataloguedFile[], changes: readonly CatalogChange[]): readonly CataloguedFile[] {
  const shelf = new Shelf(catalogued);
  for (const change of changes) applyOne(shelf, change);
  return shelf.files();
}

/** Changes that bring back `before` when they are applied after `changes`. */
export function invertChanges(changes: readonly CatalogChange[], before: readonly CataloguedFile[]): readonly CatalogChange[] {
  const shelf = new Shelf(before);
  const inverse: CatalogChange[] = [];
  for (const change of changes) {
    inverse.push(inverseOf(shelf, change));
    applyOne(shelf, change);
  }
  return inverse.toReversed();
}

function applyOne(shelf: Shelf, change: CatalogChange): void {
  switch (change.change) {
    case 'move_file': {
      return shelf.put({ ...printed(shelf.get(change.fileId), change), path: change.to });
    }
    case 'update_file': {
      return shelf.put(printed(shelf.get(change.fileId), change));
    }
    case 'set_status':
      return shelf.put({ ...shelf.get(change.fileId), status: change.to });
    case 'give_file':
      return shelf.put({ ...shelf.get(change.fileId), sessionId: change.to });
    case 'move_companion': {
      const owner = shelf.ownerOf(change.companionId);
      const { to: path, sizeBytes, mtimeMs, checksum } = change;
      const companions = owner.companions.map((each) =>
        each.companionId === change.companionId ? { ...each, path, sizeBytes, mtimeMs, checksum } : each,
      );
      return shelf.put({ ...owner, companions });
    }
    case 'add_copy': {
      const { photoId, sessionId, path, sizeBytes, mtimeMs, checksum } = change;
      const copy = { sessionId, path, sizeBytes, mtimeMs, checksum, fileId: shelf.nextId() };
      return shelf.put({ ...shelf.ofPhoto(photoId), ...copy, status: 'present', verifiedAt: null, companions: [] });
    }
    case 'remove_copy':
      return shelf.remove(shelf.copyAt(change.photoId, change.path).fileId);
    case 'drop_file':
      return shelf.remove(shelf.get(change.record.file.fileId).fileId);
    case 'restore_file':
      return shelf.put(change.record.file);
    case 'add_companion':
    case 'remove_companion': {
      const owner = shelf.presentAt(change.ownerPath);
      const others = owner.companions.filter((each) => each.path !== change.path);
      if (change.change === 'remove_companion') return shelf.put({ ...owner, companions: others });
      const { path, role, checksum, sizeBytes, mtimeMs } = change;
      const added: CataloguedCompanion = { companionId: shelf.nextId(), path, role, checksum, sizeBytes, mtimeMs };
      return shelf.put({ ...owner, companions: [...others, added] });
    }
    case 'add_file':
    case 'remove_file':
    case 'assign_file':
    case 'set_photo':
    case 'add_photo':
    case 'drop_photo':
    case 'part_file':
    case 'join_file':
    case 'hide_photo':
    case 'show_photo':
    case 'add_session':
    case 'drop_session':
    case 'add_files':
    case 'drop_files':
      // About photos and files that this view of the catalog does not hold.
      return;
    default:
      assertNever(change);
  }
}

type Printing = Extract<CatalogChange, { readonly change: 'move_file' | 'update_file' }>;

/** The same bytes stay verified; others are, when the change says so. */
function printed(file: CataloguedFile, { sizeBytes, mtimeMs, checksum, verifiedAt }: Printing): CataloguedFile {
  return { ...file, sizeBytes, mtimeMs, checksum, verifiedAt: checksum === file.checksum ? file.verifiedAt : (verifiedAt ?? null) };
}

const formerPrint = ({ sizeBytes, mtimeMs, checksum, verifiedAt }: CataloguedFile) => ({ sizeBytes, mtimeMs, checksum, verifiedAt });

function inverseOf(shelf: Shelf, change: CatalogChange): CatalogChange {
  switch (change.change) {
    case 'move_file': {
      return { ...change, from: change.to, to: change.from, ...formerPrint(shelf.get(change.fileId)) };
    }
    case 'update_file': {
      return { ...change, ...formerPrint(shelf.get(change.fileId)) };
    }
    case 'set_status':
      return { ...change, from: change.to, to: change.from };
    case 'move_companion': {
      const known = shelf.ownerOf(change.companionId).companions.find((each) => each.companionId === change.companionId);
      if (!known) throw new Error(`no companion ${change.companionId}`);
      const { sizeBytes, mtimeMs, checksum } = known;
      return { ...change, from: change.to, to: change.from, sizeBytes, mtimeMs, checksum };
    }
    case 'add_copy':
      return { ...change, change: 'remove_copy' };
    case 'remove_copy':
      return { ...change, change: 'add_copy' };
    default:
      return mirrorOf(change);
  }
}

type Located = 'move_file' | 'update_file' | 'set_status' | 'move_companion' | 'add_copy' | 'remove_copy';

/** Inverses that need to know nothing but the change. */
function mirrorOf(change: Exclude<CatalogChange, { readonly change: Located }>): CatalogChange {
  switch (change.change) {
    case 'set_photo':
      return { ...change, from: change.to, to: change.from, previous: change.previous === 'add' ? 'remove' : change.previous };
    case 'give_file':
      return { ...change, from: change.to, to: change.from };
    case 'part_file':
    case 'join_file':
      return { ...change, change: change.change === 'part_file' ? 'join_file' : 'part_file' };
    case 'assign_file':
      return { ...change, fromHothash: change.toHothash, toHothash: change.fromHothash };
    case 'drop_file':
    case 'restore_file':
      return { ...change, change: change.change === 'drop_file' ? 'restore_file' : 'drop_file' };
    case 'add_companion':
    case 'remove_companion':
      return { ...change, change: change.change === 'add_companion' ? 'remove_companion' : 'add_companion' };
    case 'add_photo':
    case 'drop_photo':
      return { ...change, change: change.change === 'add_photo' ? 'drop_photo' : 'add_photo' };
    case 'add_file':
    case 'remove_file':
      return { ...change, change: change.change === 'add_file' ? 'remove_file' : 'add_file' };
    case 'hide_photo':
    case 'show_photo':
      return { ...change, change: change.change === 'hide_photo' ? 'show_photo' : 'hide_photo' };
    case 'add_session':
    case 'drop_session':
      return { ...change, change: change.change === 'add_session' ? 'drop_session' : 'add_session' };
    case 'add_files':
    case 'drop_files':
      return { ...change, change: change.change === 'add_files' ? 'drop_files' : 'add_files' };
    default:
      return assertNever(change);
  }
}

/** Files by id in their order, with the lookups that changes need, kept up to date as they are applied. */
class Shelf {
  readonly #files: Map<number, CataloguedFile>;
  readonly #owners = new Map<number, number>();
  readonly #photos = new Map<number, Set<number>>();
  /** Present files by path. */
  readonly #paths = new Map<string, number>();
  #lastId = 0;

  constructor(files: readonly CataloguedFile[]) {
    this.#files = new Map();
    for (const file of files) this.put(file);
  }

  files(): readonly CataloguedFile[] {
    return [...this.#files.values()];
  }

  get(fileId: number): CataloguedFile {
    const file = this.#files.get(fileId);
    if (!file) throw new Error(`no file ${fileId}`);
    return file;
  }

  put(file: CataloguedFile): void {
    this.#leavePath(file.fileId);
    if (file.status !== 'missing') this.#paths.set(file.path, file.fileId);
    this.#files.set(file.fileId, file);
    this.#lastId = Math.max(this.#lastId, file.fileId);
    for (const { companionId } of file.companions) {
      this.#owners.set(companionId, file.fileId);
      // One row of numbers serves for both here: all that counts is that none is given twice.
      this.#lastId = Math.max(this.#lastId, companionId);
    }
    const ids = this.#photos.get(file.photoId);
    if (ids) ids.add(file.fileId);
    else this.#photos.set(file.photoId, new Set([file.fileId]));
  }

  #leavePath(fileId: number): void {
    const path = this.#files.get(fileId)?.path;
    if (path !== undefined && this.#paths.get(path) === fileId) this.#paths.delete(path);
  }

  remove(fileId: number): void {
    this.#leavePath(fileId);
    this.#photos.get(this.get(fileId).photoId)?.delete(fileId);
    this.#files.delete(fileId);
  }

  ownerOf(companionId: number): CataloguedFile {
    return this.get(this.#owners.get(companionId) ?? -1);
  }

  ofPhoto(photoId: number): CataloguedFile {
    const [fileId] = this.#photos.get(photoId) ?? [];
    return this.get(fileId ?? -1);
  }

  /** The newest file of the photo at the path: an older record of it may be one of a missing file. */
  copyAt(photoId: number, path: string): CataloguedFile {
    const found = [...(this.#photos.get(photoId) ?? [])].map((id) => this.get(id)).filter((file) => file.path === path);
    const copy = found.at(-1);
    if (!copy) throw new Error(`photo ${photoId} has no file at ${path}`);
    return copy;
  }

  /** The file that stands at a path. */
  presentAt(path: string): CataloguedFile {
    const fileId = this.#paths.get(path);
    if (fileId === undefined) throw new Error(`nothing stands at ${path}`);
    return this.get(fileId);
  }

  nextId(): number {
    return ++this.#lastId;
  }
}
