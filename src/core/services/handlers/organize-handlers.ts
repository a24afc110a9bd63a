import { ImaLinkError } from '#contract/errors.ts';
import type { organizeProcedures } from '#contract/procedures-organize.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import type { Context } from '../context.ts';

const notYet = (): never => {
  throw new ImaLinkError('not-supported-here', 'This is not built yet.');
};

export function organizeHandlers(_context: Context): Pick<CoreHandlers, keyof typeof organizeProcedures> {
  return {
    'photo.edit': notYet,
    'edit.list': notYet,
    'edit.undo': notYet,
    'edit.redo': notYet,
    'tag.list': notYet,
    'album.list': notYet,
    'album.show': notYet,
    'album.create': notYet,
    'album.rename': notYet,
    'album.remove': notYet,
    'album.addPhotos': notYet,
    'album.removePhotos': notYet,
    'author.list': notYet,
    'stack.list': notYet,
    'stack.create': notYet,
    'stack.remove': notYet,
    'savedSearch.list': notYet,
    'savedSearch.save': notYet,
    'savedSearch.remove': notYet,
  };
}
