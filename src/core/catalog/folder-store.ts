/**
 * The folders of all storages with the numbers of their photos: a tree in memory, because counting the different photos
 * below each folder of a million files costs SQLite seconds. Read when first asked for, and again after files changed.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { SqlStatement } from './sql-executor.ts';

export interface CountedFolder {
  /** As the disk spells it. */
  readonly name: string;
  /** Photos with a file in the folder itself, and in it or below it. */
  readonly photos: number;
  readonly total: number;
  /** Folders right below it. */
  readonly folders: number;
}

/** One level: the folder itself and those right below it, in no order. */
export interface FolderLevel extends CountedFolder {
  /** From the photos folder down, as the disk spells it. */
  readonly path: string;
  readonly children: readonly CountedFolder[];
}

interface Node {
  readonly name: string;
  readonly parent: Node | null;
  /** By the folded name: `Italy` and `italy` are one folder, as they are for a search. */
  readonly children: Map<string, Node>;
  photos: number;
  total: number;
}

/** So many photos are read before other questions have their turn. */
const chunkPhotos = 5_000;

/** Statements after which other files are where they were: those about files, hidden photos, and what takes files with it. */
const aboutFiles = /image_file|hidden|delete from "?(photo|session|storage)\b/i;

/** Whether one of the statements may change the tree: an edit of ratings does not. */
export const changesFiles = (statements: readonly SqlStatement[]): boolean => statements.some(({ sql }) => aboutFiles.test(sql));

export class FolderStore {
  readonly #database: Database.Database;
  #trees: ReadonlyMap<number, Node> | null = null;
  #loading: Promise<ReadonlyMap<number, Node>> | null = null;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** What was read is no longer true. */
  forget(): void {
    this.#trees = null;
    this.#loading = null;
  }

  /** @param keys folded names from the photos folder down. @returns null for a folder that holds no photo */
  async level(storageId: number, keys: readonly string[]): Promise<FolderLevel | null> {
    const trees = this.#trees ?? (await this.#load());
    let node = trees.get(storageId);
    for (const key of keys) node = node?.children.get(key);
    return node ? { ...counted(node), path: pathOf(node), children: [...node.children.values()].map(counted) } : null;
  }

  async #load(): Promise<ReadonlyMap<number, Node>> {
    const mine = (this.#loading ??= readTrees(this.#database));
    const trees = await mine;
    // Written to meanwhile: good for this answer, not for the next.
    if (this.#loading === mine) [this.#trees, this.#loading] = [trees, null];
    return trees;
  }
}

const counted = ({ name, photos, total, children }: Node): CountedFolder => ({ name, photos, total, folders: children.size });
const pathOf = ({ name, parent }: Node): string => (parent === null || parent.parent === null ? name : `${pathOf(parent)}/${name}`);
const newNode = (name: string, parent: Node | null): Node => ({ name, parent, children: new Map(), photos: 0, total: 0 });

type FileRow = [photoId: number, storageId: number, path: string, pathKey: string];

async function readTrees(database: Database.Database): Promise<ReadonlyMap<number, Node>> {
  const builder = new TreeBuilder();
  const last = (database.prepare('select max(photo_id) from image_file').pluck().get() as number | null) ?? 0;
  const files = database
    .prepare(
      `select photo_id, storage_id, path, path_key from image_file
      where photo_id between ? and ? and exists (select 1 from photo where id = photo_id and hidden is null) order by photo_id`,
    )
    .raw();
  for (let first = 1; first <= last; first += chunkPhotos) {
    builder.add(files.all(first, first + chunkPhotos - 1) as FileRow[]);
    await turn();
  }
  return builder.build();
}

/** Takes the files of whole photos: one photo in several files counts once in every folder that has it. */
class TreeBuilder {
  readonly #roots = new Map<number, Node>();
  /** Folders by storage and folded path: most files lie where the one before lies. */
  readonly #known = new Map<string, Node>();

  add(rows: readonly FileRow[]): void {
    for (let at = 0; at < rows.length;) {
      const [photo] = rows[at] as FileRow;
      let end = at + 1;
      while (rows[end]?.[0] === photo) end += 1;
      this.#addPhoto(new Set(rows.slice(at, end).map((row) => this.#folderOf(row))));
      at = end;
    }
  }

  #addPhoto(folders: ReadonlySet<Node>): void {
    const seen = folders.size > 1 ? new Set<Node>() : null;
    for (const folder of folders) {
      folder.photos += 1;
      for (let node: Node | null = folder; node !== null && seen?.has(node) !== true; node = node.parent) {
        seen?.add(node);
        node.total += 1;
      }
    }
  }

  build(): ReadonlyMap<number, Node> {
    return this.#roots;
  }

  #folderOf([, storageId, path, pathKey]: FileRow): Node {
    const key = `${storageId}/${pathKey.slice(0, Math.max(0, pathKey.lastIndexOf('/')))}`;
    const known = this.#known.get(key);
    if (known) return known;
    let node = this.#roots.get(storageId) ?? newNode('', null);
    this.#roots.set(storageId, node);
    const names = path.split('/');
    for (const [at, segment] of pathKey.split('/').slice(0, -1).entries()) {
      const child = node.children.get(segment) ?? newNode(names[at] ?? segment, node);
      node.children.set(segment, child);
      node = child;
    }
    this.#known.set(key, node);
    return node;
  }
}
