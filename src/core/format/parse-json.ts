/**
 * Reading JSON that came from a disk: hostile until proven. Size, depth, keys and numbers are checked on the text
 * before it is parsed; faults name their place by JSON pointer.
 */
import type { z } from 'zod';
import { ImaLinkError } from '#contract/errors.ts';
import { escapePointer, scanJson } from './scan-json.ts';

/** Larger files are not opened: an index of 50,000 photos has about 60 MB. */
export const maxIndexBytes: number = 256 * 1024 * 1024;
const maxDepth = 32;

/**
 * Parses an index file. A byte order mark and CRLF are accepted.
 * @param name of the file, for the message
 * @throws ImaLinkError index-corrupt with the JSON pointer of the fault
 */
export function parseIndex<S extends z.ZodType>(bytes: Uint8Array, schema: S, name: string): z.output<S> {
  const fault = (reason: string, pointer = ''): ImaLinkError =>
    new ImaLinkError('index-corrupt', `${name}${pointer === '' ? '' : ` at ${pointer}`}: ${reason}`, { details: { path: name, pointer } });
  if (bytes.byteLength > maxIndexBytes) throw fault(`${bytes.byteLength} bytes are more than an index may have`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fault('the text is not UTF-8');
  }
  const found = scanJson(text, maxDepth);
  if (found) throw fault(found.reason, found.pointer);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw fault(error instanceof Error ? error.message : String(error));
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw fault(issue?.message ?? 'does not fit the format', `/${(issue?.path ?? []).map((key) => escapePointer(String(key))).join('/')}`);
}
