/** The name of a new session's index. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The number is part of the name; where another machine has used it on this storage, the session's uuid follows. @param root of the storage */
export async function freeIndexFile(root: string, id: number, uuid: string): Promise<string> {
  const plain = `imports/session_${id}.json`;
  const isTaken = await stat(join(root, plain)).then(
    () => true,
    () => false,
  );
  return isTaken ? `imports/session_${id}-${uuid.slice(0, 8)}.json` : plain;
}
