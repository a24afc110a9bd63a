import { changesAtOnce } from '#domain/reconcile/changes.ts';
import type { CatalogChange } from '#domain/reconcile/catalog-change.ts';
import type { CataloguedFile, Plan } from '#domain/reconcile/types.ts';

/** Records that the changes of a plan speak of: all that is needed to apply and to invert them. */
export function involvedFiles(plan: Plan, catalogued: readonly CataloguedFile[]): readonly CataloguedFile[] {
  const changes = changesAtOnce(plan);
  const photoIds = new Set<number>();
  const fileIds = new Set<number>();
  const companionIds = new Set<number>();
  const ownerPaths = new Set<string>();
  for (const change of changes) note(change, { photoIds, fileIds, companionIds, ownerPaths });
  if (changes.length === 0) return [];
  return catalogued.filter(
    (file) =>
      fileIds.has(file.fileId) ||
      photoIds.has(file.photoId) ||
      ownerPaths.has(file.path) ||
      (companionIds.size > 0 && file.companions.some((companion) => companionIds.has(companion.companionId))),
  );
}

function note(
  change: CatalogChange,
  to: {
    readonly photoIds: Set<number>;
    readonly fileIds: Set<number>;
    readonly companionIds: Set<number>;
    readonly ownerPaths: Set<string>;
  },
): void {
  if ('fileId' in change) to.fileIds.add(change.fileId);
  if ('photoId' in change) to.photoIds.add(change.photoId);
  if ('companionId' in change) to.companionIds.add(change.companionId);
  if ('ownerPath' in change) to.ownerPaths.add(change.ownerPath);
}
