import { ImaLinkError } from '#contract/errors.ts';
import type { recoverProcedures } from '#contract/procedures-recover.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import type { Context } from '../context.ts';

const notYet = (): never => {
  throw new ImaLinkError('not-supported-here', 'This is not built yet.');
};

export function recoverHandlers(_context: Context): Pick<CoreHandlers, keyof typeof recoverProcedures> {
  return {
    'recover.start': notYet,
    'index.status': notYet,
    'index.generate': notYet,
    'index.generateSession': notYet,
    'index.master': notYet,
    'index.session': notYet,
    'verify.start': notYet,
    'verify.schedule': notYet,
    copies: notYet,
    'mirror.start': notYet,
  };
}
