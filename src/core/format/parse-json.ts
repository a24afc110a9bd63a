/**
 * Reading JSON that came from a disk: hostile until proven. Size and depth are checked on the
 * text before it is parsed; prototype keys are refused; faults name their place by JSON pointer.
 */
import type { z } from 'zod';
import { ImaLinkError } from '#contract/errors.ts';

const maxBytes = 256 * 1024 * 1024;
const maxDepth = 32;

/**
 * @param name of the file, for the message
 * @throws ImaLinkError index-corrupt
 */
export function parseIndex<S extends z.ZodType>(bytes: Uint8Array, schema: S, name: string): z.output<S> {
  const fault = (reason: string, pointer = ''): ImaLinkError =>
    new ImaLinkError('index-corrupt', `${name}${pointer === '' ? '' : ` at ${pointer}`}: ${reason}`, { details: { path: name, pointer } });
  if (bytes.byteLength > maxBytes) throw fault(`${bytes.byteLength} bytes are more than an index may have`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fault('the text is not UTF-8');
  }
  if (nestingDepth(text) > maxDepth) throw fault(`nested deeper than ${maxDepth} levels`);
  let value: unknown;
  try {
    value = JSON.parse(text, refusePrototypeKeys);
  } catch (error) {
    throw fault(error instanceof Error ? error.message : String(error));
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw fault(
    issue?.message ?? 'does not fit the format',
    `/${(issue?.path ?? []).map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
  );
}

function refusePrototypeKeys(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'constructor' || key === 'prototype') throw new Error(`the key ${JSON.stringify(key)} is refused`);
  return value;
}

/** Deepest nesting of brackets outside strings, in one pass over the text. */
export function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}
