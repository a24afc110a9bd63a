/** The one place where a request from any host is checked, run and turned into a result. */
import { z } from 'zod';
import { ImaLinkError, toWireError, type WireResult } from './errors.ts';
import { procedures, type Handlers, type ProcedureName } from './procedures.ts';

export type Dispatch = (name: unknown, input: unknown) => Promise<WireResult>;

/** True for the name of a procedure; own keys only, so `constructor` is none. */
export function isProcedureName(name: unknown): name is ProcedureName {
  return typeof name === 'string' && Object.hasOwn(procedures, name);
}

/**
 * Makes the dispatcher over a complete set of handlers. It never throws: every outcome is a WireResult.
 * @param options.checkOutput validate results too (development and tests)
 * @param options.onBug told of every thrown value that is not an ImaLinkError
 */
export function createDispatcher(
  handlers: Handlers,
  options: { readonly checkOutput: boolean; readonly onBug: (name: string, thrown: unknown) => void },
): Dispatch {
  return async (name, input) => {
    try {
      if (!isProcedureName(name)) throw new ImaLinkError('unknown-procedure', `There is no operation named ${JSON.stringify(name)}.`);
      const parsed = procedures[name].input.safeParse(input ?? {});
      if (!parsed.success) throw new ImaLinkError('bad-input', z.prettifyError(parsed.error), { details: { issues: parsed.error.issues } });
      const value = await (handlers[name] as (value: unknown) => unknown)(parsed.data);
      return { ok: true, value: options.checkOutput ? procedures[name].output.parse(value) : value };
    } catch (thrown) {
      if (!(thrown instanceof ImaLinkError)) options.onBug(String(name), thrown);
      return { ok: false, error: toWireError(thrown) };
    }
  };
}
