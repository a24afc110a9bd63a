/** Looking at a storage on request, closer than a list does: is it there, and is it there twice. */
import type { Output } from '#contract/procedures.ts';
import type { Context } from '../context.ts';
import { lookAgain } from '../online-storages.ts';
import { findStorage } from '../storage-rows.ts';
import { showStorage } from '../storages.ts';
import { settleGoneClone } from './clones.ts';
import { lookForClone } from './discover.ts';
import { tellAway } from './tell-away.ts';

/** Looks at a storage now and says what it found, in the seed's words. @throws ImaLinkError storage-not-found, storage-ambiguous */
export async function checkStorage(context: Context, reference: string): Promise<Output<'storage.check'>> {
  const row = await findStorage(context.catalog, reference);
  await settleGoneClone(context, row);
  const clone = row.is_active === 1 ? await lookForClone(context, row) : null;
  const storage = await showStorage(context, row.uuid);
  await tellAway(context, row, storage.state, storage.state_hint);
  await lookAgain(context);
  return {
    is_accessible: storage.is_accessible,
    state: storage.state,
    free_space_gb: storage.free_space_bytes == null ? null : Math.round(storage.free_space_bytes / 1e7) / 100,
    clone_path: clone ?? storage.clone_path,
  };
}
