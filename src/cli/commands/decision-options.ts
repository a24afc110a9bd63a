/** What a person says about a finding on the command line, as the decision that the API takes. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Input } from '#contract/procedures.ts';
import { usageError, type CommandContext } from '../command.ts';

type Decision = Input<'conflict.plan'>['decisions'][number];

/** A finding, an entry or a rule by its number. @throws ImaLinkError bad-input */
export const entryNumber = (text: string | undefined): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw usageError(`An entry is named by its number, not ${JSON.stringify(text)}.`);
  return number;
};

/** One decision of `conflicts resolve`. `default` stands for what the finding itself suggests. @throws ImaLinkError bad-input */
export async function decisionOf(
  text: string,
  { options, lists, call }: Pick<CommandContext, 'options' | 'lists' | 'call'>,
): Promise<Decision> {
  const id = entryNumber(text);
  const named = String(options['as']);
  const as = named === 'default' ? (await call('conflict.show', { id })).default : named;
  const pairs = lists['pair'] ?? [];
  return {
    id,
    as: as as 'keep',
    ...(typeof options['path'] === 'string' ? { path: as === 'locate' ? located(options['path']) : options['path'] } : {}),
    ...(typeof options['title'] === 'string' ? { title: options['title'] } : {}),
    ...(options['session'] === undefined ? {} : { session_id: entryNumber(String(options['session'])) }),
    ...(pairs.length === 0 ? {} : { pairs: pairsOf(pairs, (await call('conflict.show', { id })).facts['gone']) }),
  };
}

/** A place as the shell means it; a path inside the storage when there is no such thing here. */
function located(path: string): string {
  const here = resolve(path);
  return existsSync(here) ? here : path;
}

/** `OLD=NEW`, where OLD is one of the paths that are gone; either may hold an equals sign. @throws ImaLinkError bad-input */
function pairsOf(texts: readonly string[], told: unknown): NonNullable<Decision['pairs']> {
  const gone = Array.isArray(told) ? (told as readonly { readonly file_id: number; readonly path: string }[]) : [];
  return texts.map((text) => {
    const old = gone.find(({ path }) => text.startsWith(`${path}=`) && text.length > path.length + 1);
    if (!old)
      throw usageError(
        `--pair wants OLD=NEW with a path that is gone, not ${JSON.stringify(text)}. Gone are: ${gone.map(({ path }) => path).join(', ') || 'none'}.`,
      );
    return { file_id: old.file_id, path: text.slice(old.path.length + 1) };
  });
}
