/** What a page is told of dropped files and folders, for a host that looks for them (web-host.ts). */
import type { DroppedItem } from '#contract/system.ts';

/** So many files make a folder known again. */
const enoughFiles = 20;
/** A tree without files near its top is not walked to its end. */
const mostFolders = 50;

/** Reads names, sizes and times of what is dropped. The list of a drop ends with its event: call this within it. */
export function describeDropped(transfer: DataTransfer): Promise<DroppedItem[]> {
  const entries = [...transfer.items].flatMap((item) => (item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : []));
  return Promise.all(entries.map(describe));
}

async function describe(entry: FileSystemEntry): Promise<DroppedItem> {
  if (entry.isFile) return { name: entry.name, is_folder: false, files: [await factsOf(entry as FileSystemFileEntry, '')] };
  const files: DroppedItem['files'] = [];
  const folders: [path: string, entry: FileSystemDirectoryEntry][] = [['', entry as FileSystemDirectoryEntry]];
  for (let at = 0; at < Math.min(folders.length, mostFolders) && files.length < enoughFiles; at++) {
    const [path, folder] = folders[at] as (typeof folders)[number];
    for (const child of await childrenOf(folder)) {
      if (child.isDirectory) folders.push([`${path}${child.name}/`, child as FileSystemDirectoryEntry]);
      else if (files.length < enoughFiles) files.push(await factsOf(child as FileSystemFileEntry, `${path}${child.name}`));
    }
  }
  return { name: entry.name, is_folder: true, files };
}

const childrenOf = (folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> =>
  new Promise((resolve, reject) => folder.createReader().readEntries(resolve, reject));

async function factsOf(entry: FileSystemFileEntry, path: string): Promise<DroppedItem['files'][number]> {
  const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
  return { path, size_bytes: file.size, modified_ms: file.lastModified };
}
