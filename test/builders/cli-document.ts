/** Holds what a command printed with --json against docs/api/cli-documents.schema.json, as a script of somebody else would. */
import { readFileSync } from 'node:fs';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Documents {
  readonly $defs: Readonly<Record<string, object>>;
}

const published = JSON.parse(readFileSync(new URL('../../docs/api/cli-documents.schema.json', import.meta.url), 'utf8')) as Documents;
const ajv = new Ajv2020({ strict: false });
addFormats(ajv);
const checks = new Map<string, ValidateFunction>();

/** @param args the command line @throws what is wrong, and where */
export function assertDocument(args: readonly string[], document: unknown): void {
  const words = args.filter((arg) => !arg.startsWith('-'));
  const name = [words.slice(0, 2).join(' '), words[0] ?? '', `${words[0]} list`].find((each) => Object.hasOwn(published.$defs, each));
  if (name == null) throw new Error(`docs/api/cli-documents.schema.json has no document for imalink ${args.join(' ')}`);
  const check = checks.get(name) ?? ajv.compile(published.$defs[name] ?? {});
  checks.set(name, check);
  if (!check(document))
    throw new Error(`imalink ${args.join(' ')} printed what its schema does not allow: ${JSON.stringify(check.errors)}`);
}
