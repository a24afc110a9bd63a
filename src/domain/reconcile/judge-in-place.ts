/** Findings about paths that stand where they stood but do not hold what the catalog says. */
import { identityKey, isAnotherShot, isSameTime } from './identity.ts';
import { addCopy } from './judge-moves.ts';
import type { Matched } from './match-files.ts';
import { makeFinding } from './offers.ts';
import { isRead, type ReadFile, type Situation } from './situation.ts';
import type { CatalogChange } from './catalog-change.ts';
import type { CataloguedFile, Finding, ObservedFile } from './types.ts';

export interface InPlace {
  readonly findings: readonly Finding[];
  readonly quiet: readonly CatalogChange[];
  /** Files whose path another known photo, or a companion, took. */
  readonly overwritten: readonly CataloguedFile[];
  /** Files that turned out not to be there: their only respelling belongs to another file. */
  readonly gone: readonly CataloguedFile[];
}

/** @param claimed paths that a companion was found at */
export function judgeInPlace(matched: Matched, situation: Situation, claimed: ReadonlySet<string>): InPlace {
  const findings: Finding[] = [];
  const quiet: CatalogChange[] = [];
  for (const { file, at } of matched.stays) {
    if (file.path !== at.path || file.status === 'missing') continue;
    const found = judgeStay(file, at, situation, quiet);
    if (found) findings.push(found);
  }
  const overwritten: CataloguedFile[] = [];
  const gone: CataloguedFile[] = [];
  for (const { file, at } of matched.displaced) {
    const use = matched.uses.get(at.path);
    if (use === 'fresh' && !claimed.has(at.path)) findings.push(...judgeOther(file, at, situation));
    else if (at.path !== file.path) gone.push(file);
    else if (use === 'copy' || use === 'question') findings.push(judgeReplacedByKnown(file, at, matched));
    else overwritten.push(file);
  }
  return { findings, quiet, overwritten, gone };
}

function judgeStay(file: CataloguedFile, at: ObservedFile, situation: Situation, quiet: CatalogChange[]): Finding | null {
  if (!isRead(at)) {
    // A damaged file that was not read again is as damaged as before; an edited one was put back.
    if (file.status === 'corrupt') return situation.isIgnored(file.path) ? null : corrupt(file, 'changed while its size and date stayed');
    return file.status === 'edited' ? updated(file, at, 'holds its known picture again', []) : null;
  }
  const { sizeBytes, mtimeMs } = at;
  const { checksum, decodes } = at.identity;
  const update: CatalogChange = { change: 'update_file', fileId: file.fileId, sizeBytes, mtimeMs, checksum };
  if (checksum === file.checksum) {
    const isShifted = sizeBytes !== file.sizeBytes || Math.abs(mtimeMs - file.mtimeMs) >= 1;
    if (file.status !== 'present') return updated(file, at, 'holds its known bytes again', isShifted ? [update] : []);
    if (isShifted) quiet.push(update);
    return null;
  }
  if (isSameStat(file, at, situation) || !decodes) return situation.isIgnored(file.path) ? null : damaged(file, at);
  return updated(file, at, 'shows the same picture, its metadata was edited', [update]);
}

function isSameStat(file: CataloguedFile, at: ObservedFile, { input }: Situation): boolean {
  return file.sizeBytes === at.sizeBytes && isSameTime(file.mtimeMs, at.mtimeMs, input.scope.coarseTimes);
}

function updated(file: CataloguedFile, at: ObservedFile, what: string, update: readonly CatalogChange[]): Finding {
  const { fileId, status } = file;
  const checksum = at.identity?.checksum ?? file.checksum;
  const heal: CatalogChange[] = status === 'present' ? [] : [{ change: 'set_status', fileId, from: status, to: 'present' }];
  return makeFinding({
    key: `${fileId}:${checksum}`,
    kind: 'metadata_edited',
    path: file.path,
    reason: `${file.path} ${what}.`,
    lane: 'auto',
    changes: [...update, ...heal],
    facts: { photo_id: file.photoId, file_id: fileId, checksum_before: file.checksum, checksum_now: checksum },
  });
}

function damaged(file: CataloguedFile, at: ReadFile): Finding {
  return corrupt(file, at.identity.decodes ? 'changed while its size and date stayed' : 'changed and can no longer be decoded');
}

function corrupt(file: CataloguedFile, what: string): Finding {
  return makeFinding({
    key: `${file.fileId}`,
    kind: 'corrupt',
    path: file.path,
    reason: `The bytes of ${file.path} ${what}: this looks like damage, not like an edit.`,
    lane: 'ask',
    atOnce: flag(file, 'corrupt'),
    facts: { photo_id: file.photoId, hothash: file.hothash, file_id: file.fileId, checksum_before: file.checksum },
  });
}

function flag({ fileId, status: from }: CataloguedFile, to: CataloguedFile['status']): CatalogChange[] {
  return from === to ? [] : [{ change: 'set_status', fileId, from, to }];
}

/** Another picture under a known path, and the known one stands nowhere else. */
function judgeOther(file: CataloguedFile, at: ReadFile, situation: Situation): Finding[] {
  if (isSameStat(file, at, situation) || !at.identity.decodes) return situation.isIgnored(file.path) ? [] : [damaged(file, at)];
  const isOtherShot = isAnotherShot(file, at.identity);
  return [
    makeFinding({
      key: `${file.fileId}:${at.identity.checksum}`,
      kind: isOtherShot ? 'replaced' : 'edited',
      path: at.path,
      reason: isOtherShot
        ? `${at.path} now holds another picture: capture time, camera or size differ from the known one.`
        : `${at.path} holds another version of its picture: same shot, other pixels.`,
      lane: 'ask',
      atOnce: flag(file, 'edited'),
      facts: comparison(file, at),
    }),
  ];
}

function comparison(file: CataloguedFile, at: ReadFile): Finding['facts'] {
  const { hothash, checksum, takenAt, camera, codedWidthPx, codedHeightPx } = at.identity;
  return {
    photo_id: file.photoId,
    file_id: file.fileId,
    before: { hothash: file.hothash, taken_at: file.takenAt, camera: file.camera, width: file.codedWidthPx, height: file.codedHeightPx },
    now: { hothash, checksum, taken_at: takenAt, camera, width: codedWidthPx, height: codedHeightPx },
  };
}

/** A further file of a photo that stands elsewhere too was put over this one: only a person knows whether that was meant. */
function judgeReplacedByKnown(file: CataloguedFile, at: ReadFile, matched: Matched): Finding {
  const copy = matched.copies.find((each) => each.at === at);
  // The flag below is set first, whatever is decided later.
  const lost: CatalogChange = { change: 'set_status', fileId: file.fileId, from: 'edited', to: 'missing' };
  const elsewhere = matched.contentAt.get(identityKey(at.identity));
  return makeFinding({
    key: `${file.fileId}:${at.identity.checksum}`,
    kind: 'replaced',
    path: at.path,
    reason: `${at.path} now holds a copy of another known photo, its own picture was not found.`,
    lane: 'ask',
    changes: copy ? [lost, addCopy(copy.of, at)] : [],
    atOnce: flag(file, 'edited'),
    facts: { ...comparison(file, at), known_photo_id: copy?.of.photoId, known_path: copy?.of.path ?? elsewhere },
  });
}
