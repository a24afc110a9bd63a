/** Fields a person names: which names and values there may be, and how a value of another program reads. Pure. */

/** Fields of one photo. A person names a handful; the limit keeps an index readable. */
export const mostCustomFields = 100;
export const longestCustomName = 100;
export const longestCustomValue = 2000;

export interface CustomField {
  readonly name: string;
  readonly value: string;
}

/** Names that readers of the index refuse: in many languages they are no names but doors. */
const refusedNames = new Set(['__proto__', 'constructor', 'prototype']);

/** A name as it is kept: trimmed, NFC. */
export const customName = (name: string): string => name.trim().normalize('NFC');

/** A value as it is kept. */
export const customValue = (value: string): string => value.trim().normalize('NFC');

/** Why a field cannot be named so, or null. */
export function faultOfCustomName(typed: string): string | null {
  const name = customName(typed);
  if (name === '') return 'A custom field needs a name.';
  if (name.length > longestCustomName) return `The name of a custom field has at most ${longestCustomName} characters.`;
  if (!isPlain(name)) return 'The name of a custom field is one line without control characters.';
  // Search and command line say `name=value`.
  if (/[="]/.test(name)) return 'The name of a custom field holds no = and no ".';
  if (refusedNames.has(name)) return `A custom field cannot be called ${name}. Choose another name.`;
  return null;
}

/** Why a field cannot have this value, or null. */
export function faultOfCustomField({ name, value: typed }: CustomField): string | null {
  const fault = faultOfCustomName(name);
  if (fault !== null) return fault;
  const value = customValue(typed);
  if (value === '') return `Give “${customName(name)}” a value, or remove the field.`;
  if (value.length > longestCustomValue) return `The value of a custom field has at most ${longestCustomValue} characters.`;
  return isPlain(value) ? null : 'The value of a custom field is one line without control characters.';
}

/** Whether a text is one line that every reader of UTF-8 takes. */
const isPlain = (text: string): boolean => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) && text.isWellFormed();

/** A value as a text; other programs may have put numbers or more into an index, which is kept as it is. */
export const customText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The fields of a photo as the catalog keeps them, in their order. */
export const customFieldsOf = (json: string): CustomField[] =>
  Object.entries(JSON.parse(json) as object).map(([name, value]) => ({ name, value: customText(value) }));

/** What a change does to the fields, as a merge patch (RFC 7396): null takes a field away. */
export function customPatch(set: readonly CustomField[], remove: readonly string[]): string {
  const removed = remove.map((name) => [customName(name), null] as const);
  const given = set.map(({ name, value }) => [customName(name), customValue(value)] as const);
  return JSON.stringify(Object.fromEntries([...removed, ...given]));
}
