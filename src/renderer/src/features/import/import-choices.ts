/** What a person chooses for an import beside its folders: what happens with the sources, and with what is known already. Pure. */
import type { ImportPreview, PreviewKind } from '#contract/import.ts';
import type { Input } from '#contract/procedures.ts';
import { t } from '#renderer/i18n/t.ts';

export interface ImportChoices {
  readonly mode: 'copy' | 'move';
  readonly duplicates: 'skip' | 'keep' | 'reference';
  readonly samePicture: 'skip' | 'keep' | 'reference';
  readonly elsewhere: 'keep' | 'skip';
}

export const firstChoices: ImportChoices = { mode: 'copy', duplicates: 'skip', samePicture: 'keep', elsewhere: 'keep' };

/** The choices as the import is told them. */
export const chosen = ({ mode, duplicates, samePicture, elsewhere }: ImportChoices): Partial<Input<'import.start'>> => ({
  mode,
  duplicates,
  same_picture: samePicture,
  elsewhere,
});

/** What was typed is one tag or several; one that is there already is there once. */
export function withTag(tags: readonly string[], typed: string): readonly string[] {
  const names = typed.split(',').map((name) => name.trim().normalize('NFC'));
  return [...new Set([...tags, ...names.filter((name) => name !== '')])];
}

/** Photos that would come, as chosen: the preview was counted with the first choices. Null when only the import itself can say. */
export function photosToCome({ counts, groups, elsewhere }: ImportPreview, choices: ImportChoices): number | null {
  if (choices.duplicates === 'keep') return null;
  const withoutTwins = choices.samePicture === 'keep' ? 0 : groups.same_picture;
  const withoutElsewhere = choices.elsewhere === 'keep' ? 0 : elsewhere;
  return Math.max(0, counts.imported - withoutTwins - withoutElsewhere);
}

/** True when there is something to do though nothing new would come. */
export const bringsKnown = ({ mode, duplicates }: ImportChoices): boolean => mode === 'move' || duplicates !== 'skip';

/** In the order of the chips. */
export const previewKinds: readonly PreviewKind[] = ['new', 'identical', 'same_picture', 'companion', 'unsupported', 'unreadable'];

/** The question before sources go. */
export function moveQuestion({ counts }: ImportPreview, storage: string): { title: string; description: string; button: string } {
  const files = counts.imported + counts.companions + counts.duplicates;
  return { title: t.imports.moveAsk(files, storage), description: t.imports.moveMeans, button: t.imports.moveFiles(files) };
}
