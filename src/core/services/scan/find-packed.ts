/** Finds paths in a text that holds a hundred thousand of them, without a string or an entry of a table for each: a scan has memory to mind. */

/**
 * Paths were recorded about in the order in which they are asked for: the one after the last is tried before a table is made.
 * @param packed paths joined by NUL @param count how many there are
 * @returns the place of a path among them, counted from 0
 */
export function findPacked(packed: string, count: number): (path: string) => number | undefined {
  const starts = startsOf(packed, count);
  const isAt = (at: number, path: string): boolean => {
    const start = starts[at] ?? 0;
    return at < count && (starts[at + 1] ?? 0) - start === path.length + 1 && packed.startsWith(path, start);
  };
  let table: Int32Array | undefined;
  let next = 0;
  return (path) => {
    if (!isAt(next, path)) {
      table ??= tableOf(packed, starts);
      const mask = table.length - 1;
      let slot = hashOf(path, 0, path.length) & mask;
      while (table[slot] !== free && !isAt(table[slot] ?? free, path)) slot = (slot + 1) & mask;
      const at = table[slot];
      if (at === undefined || at === free) return undefined;
      next = at;
    }
    return next++;
  };
}

/** Where each path begins, and behind the last one where another would. */
function startsOf(packed: string, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (let at = 1; at <= count; at++) {
    const end = packed.indexOf('\0', starts[at - 1]);
    starts[at] = (end < 0 ? packed.length : end) + 1;
  }
  return starts;
}

const free = -1;

/** Open addressing, at most half full: a path is at the place of its hash or soon after it. */
function tableOf(packed: string, starts: Int32Array): Int32Array {
  const count = starts.length - 1;
  const table = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 1))).fill(free);
  for (let at = 0; at < count; at++) {
    let slot = hashOf(packed, starts[at] ?? 0, (starts[at + 1] ?? 0) - 1) & (table.length - 1);
    while (table[slot] !== free) slot = (slot + 1) & (table.length - 1);
    table[slot] = at;
  }
  return table;
}

/** FNV-1a over the characters. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The lowest bits alone choose the place.
  return hash ^ (hash >>> 15);
}
