/** Addresses carry only text; this turns their parts into what the validators expect. */
import { z } from 'zod';

type FieldType = 'text' | 'json' | 'list';

/** How each top-level key of an input is written in an address. */
export type FieldTypes = Readonly<Record<string, FieldType>>;

/** A part of an address that cannot be read: `message` names it. */
export class StringsError extends Error {}

interface JsonSchema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
}

/** Reads the types from the same JSON Schema that the OpenAPI document shows. */
export function fieldTypes(input: z.ZodType): FieldTypes {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, field]) => [key, fieldType(field)]));
}

function fieldType(schema: JsonSchema): FieldType {
  const types = [schema, ...(schema.anyOf ?? [])].map((each) => each.type);
  if (types.includes('array')) return 'list';
  return types.some((type) => type === 'number' || type === 'integer' || type === 'boolean' || type === 'object') ? 'json' : 'text';
}

/**
 * Builds an input from names and texts. A list is a name given several times; any other name may stand once.
 * Unknown names are passed on as text: the validator decides about them.
 * @throws StringsError
 */
export function inputFromStrings(pairs: readonly (readonly [string, string])[], types: FieldTypes): Record<string, unknown> {
  const input = new Map<string, unknown>();
  for (const [key, text] of pairs) {
    const type = Object.hasOwn(types, key) ? types[key] : 'text';
    if (type === 'list') input.set(key, [...((input.get(key) as string[] | undefined) ?? []), text]);
    else if (input.has(key)) throw new StringsError(`${key} is given more than once.`);
    else input.set(key, type === 'json' ? parse(key, text) : text);
  }
  return Object.fromEntries(input);
}

function parse(key: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new StringsError(`${key} must be a number or true or false, not ${JSON.stringify(text)}.`);
  }
}
