/** Findings about files whose content was found at a new path: moves, questions about moves, copies. */
import { baseName, dirName } from '../rel-path.ts';
import type { Matched, Question } from './match-files.ts';
import { makeFinding } from './offers.ts';
import type { Pair } from './pair-moves.ts';
import type { ReadFile, Situation } from './situation.ts';
import type { CatalogChange } from './catalog-change.ts';
import type { CataloguedFile, Finding, ObservedFile } from './types.ts';

/** @param companionMoves changes of companions that follow their photo, by file id: one event tells of the whole unit */
export function judgeMoves(matched: Matched, companionMoves: ReadonlyMap<number, readonly CatalogChange[]>): Finding[] {
  const respelled = matched.stays.filter(({ file, at }) => file.path !== at.path || file.status === 'missing');
  return [...matched.moves.map(({ file, to }) => ({ file, at: to })), ...respelled].map(({ file, at }) => {
    const changes = [...moveChanges(file, at), ...(companionMoves.get(file.fileId) ?? [])];
    const isEdited = checksumOf(file, at) !== file.checksum;
    return makeFinding({
      key: `${file.fileId}:${file.path}>${at.path}`,
      kind: 'moved',
      path: at.path,
      reason: moveReason(file, at.path, isEdited),
      lane: 'auto',
      changes,
      facts: {
        from: file.path,
        to: at.path,
        photo_id: file.photoId,
        file_id: file.fileId,
        hothash: file.hothash,
        byte_identical: !isEdited,
        was_missing: file.status === 'missing',
        companions: changes.filter((each) => each.change === 'move_companion').map((each) => each.to),
      },
    });
  });
}

function moveReason(file: CataloguedFile, to: string, isEdited: boolean): string {
  const also = isEdited ? ', and its metadata was edited' : '';
  if (file.path === to) return `${to} is back at its path${also}.`;
  if (file.status === 'missing') return `${file.path} was missing and is back as ${to}${also}.`;
  const verb = dirName(file.path) === dirName(to) ? 'was renamed to' : 'was moved to';
  return `${file.path} ${verb} ${to}: the picture is the same and its old path is gone${also}.`;
}

function checksumOf(file: CataloguedFile, at: ObservedFile): string {
  return at.identity?.checksum ?? file.checksum;
}

function moveChanges(file: CataloguedFile, at: ObservedFile): CatalogChange[] {
  const { path: from, fileId } = file;
  const checksum = checksumOf(file, at);
  const stat = { sizeBytes: at.sizeBytes, mtimeMs: at.mtimeMs };
  const changes: CatalogChange[] = [];
  if (from !== at.path) changes.push({ change: 'move_file', fileId, from, to: at.path, ...stat, checksum });
  else if (checksum !== file.checksum || stat.sizeBytes !== file.sizeBytes || stat.mtimeMs !== file.mtimeMs)
    changes.push({ change: 'update_file', fileId, ...stat, checksum });
  // A damaged file that was renamed unread is as damaged as before.
  if (file.status === 'missing' || (file.status !== 'present' && at.identity))
    changes.push({ change: 'set_status', fileId, from: file.status, to: 'present' });
  return changes;
}

export function judgeQuestions(matched: Matched): Finding[] {
  return matched.questions.map((question) => {
    const { olds, news } = question;
    const [first] = olds;
    return makeFinding({
      key: `${olds.map((file) => file.fileId).join(',')}>${news.map((file) => file.path).join('|')}`,
      kind: 'ambiguous_move',
      path: news[0]?.path ?? first?.path ?? '',
      reason: `${count(olds.length, 'path')} of one picture (${baseName(first?.path ?? '')}) ${olds.length === 1 ? 'is' : 'are'} gone and ${count(news.length, 'new path')} show it; names do not tell which became which.`,
      lane: 'ask',
      changes: suggested(question),
      facts: {
        photo_id: first?.photoId,
        hothash: first?.hothash,
        gone: olds.map((file) => ({ file_id: file.fileId, path: file.path, checksum: file.checksum })),
        candidates: news.map((file) => ({
          path: file.path,
          checksum: file.identity.checksum,
          size_bytes: file.sizeBytes,
          mtime_ms: file.mtimeMs,
          byte_identical: olds.some((old) => old.checksum === file.identity.checksum),
        })),
        suggestion: question.suggestion.map(({ file, to }) => ({ file_id: file.fileId, from: file.path, to: to.path })),
      },
    });
  });
}

function suggested({ olds, suggestion, copies }: Question): CatalogChange[] {
  const moves = suggestion.flatMap(({ file, to }: Pair) => moveChanges(file, to));
  const [of] = olds;
  return of ? [...moves, ...copies.map((at) => addCopy(of, at))] : moves;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

export function addCopy(of: CataloguedFile, at: ReadFile): CatalogChange {
  const { photoId, sessionId } = of;
  return {
    change: 'add_copy',
    photoId,
    sessionId,
    path: at.path,
    sizeBytes: at.sizeBytes,
    mtimeMs: at.mtimeMs,
    checksum: at.identity.checksum,
  };
}

/** @param displacedPaths paths whose own file is asked about: what stands there is part of that question */
export function judgeCopies(matched: Matched, situation: Situation, displacedPaths: ReadonlySet<string>): Finding[] {
  return matched.copies
    .filter(({ at }) => !displacedPaths.has(at.path) && !situation.isIgnored(at.path))
    .map(({ of, at }) => {
      const isIdentical = of.checksum === at.identity.checksum;
      const isKept = situation.isKept(of.hothash, at.path);
      const told = { of, aside: { path: at.path, sizeBytes: at.sizeBytes }, isIdentical, isKept };
      if (isIdentical && !isKept) return duplicate({ ...told, lane: 'suggest', atOnce: [addCopy(of, at)] });
      return duplicate({ ...told, lane: isKept ? 'info' : 'auto', changes: [addCopy(of, at)] });
    });
}

/** One of two files with the same picture. Byte for byte the same, the one that was here first is suggested to stay. */
export function duplicate(
  told: {
    readonly of: CataloguedFile;
    readonly aside: { readonly path: string; readonly sizeBytes: number };
    readonly isIdentical: boolean;
    readonly isKept: boolean;
  } & Pick<Finding, 'lane'> &
    Partial<Pick<Finding, 'changes' | 'atOnce' | 'isStanding'>>,
): Finding {
  const { of, aside, isIdentical, isKept, ...rest } = told;
  return makeFinding({
    ...rest,
    key: `${of.photoId}:${aside.path}`,
    kind: 'duplicate',
    path: aside.path,
    reason: `${aside.path} holds the same picture as ${of.path}, ${isIdentical ? 'byte for byte' : 'with other metadata'}.`,
    ...(isIdentical ? {} : { default: 'record_copy' as const }),
    facts: {
      photo_id: of.photoId,
      file_id: of.fileId,
      hothash: of.hothash,
      known_path: of.path,
      byte_identical: isIdentical,
      kept_together: isKept,
      file_size: aside.sizeBytes,
      ...(isIdentical ? { suggest_aside: aside.path, rule: 'The file that was here first stays.' } : {}),
    },
  });
}
