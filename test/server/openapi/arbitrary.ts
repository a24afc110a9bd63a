/** Inputs for an operation of the OpenAPI document: what its schema allows, and, at times, what it does not. */
import fc from 'fast-check';

export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly items?: Schema | boolean;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** Values that mean something to the running server, by the name of the key they belong to. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>;

const uuid = /^\([^)]*\[1-8\]/;

/** Values of a schema. Keys of `known` often get one that exists, so that calls get past the first check. */
export function valuesOf(schema: Schema, known: KnownValues, name = ''): fc.Arbitrary<unknown> {
  const here = known[name];
  const free = freeValues(schema, known, name);
  return here == null ? free : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...here) }, { weight: 1, arbitrary: free });
}

function freeValues(schema: Schema, known: KnownValues, name: string): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map((each) => valuesOf(each, known, name)));
  switch (schema.type) {
    case 'object':
      return objects(schema, known);
    case 'array':
      return arrays(schema, known, name);
    case 'integer':
      return fc.integer(bounds(schema));
    case 'number':
      return fc.double({ ...bounds(schema), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return strings(schema);
    default:
      return fc.constantFrom(null, 'text', 1);
  }
}

const bounds = ({ minimum, exclusiveMinimum, maximum }: Schema) => ({
  min: Math.max(minimum ?? -1_000_000, exclusiveMinimum == null ? -1_000_000 : exclusiveMinimum + 1),
  max: Math.min(maximum ?? 1_000_000, 1_000_000),
});

function objects({ properties = {}, required = [] }: Schema, known: KnownValues): fc.Arbitrary<unknown> {
  const entries = Object.entries(properties).map(([key, field]) => [key, valuesOf(field, known, key)] as const);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [...required] });
}

function arrays({ items, prefixItems, minItems = 0, maxItems = 4 }: Schema, known: KnownValues, name: string): fc.Arbitrary<unknown> {
  if (prefixItems) return fc.tuple(...prefixItems.map((each) => valuesOf(each, known)));
  const each = typeof items === 'object' ? valuesOf(items, known, name.replace(/e?s$/, '')) : fc.constant('text');
  return fc.array(each, { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 4)) });
}

function strings({ pattern, format, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<unknown> {
  if (format === 'uuid' || (pattern != null && uuid.test(pattern))) return fc.uuid();
  if (format === 'date-time') return fc.constantFrom('2024-07-15T10:00:00.000Z', '1826-01-01T00:00:00.000Z');
  if (pattern != null) return fc.stringMatching(new RegExp(pattern, 'u'));
  return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)), unit: 'grapheme' });
}

/** Anything at all in the place of one key: of another type, huge, or of a hostile sort. */
export const spoilt: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  -1,
  1e308,
  2 ** 53,
  '',
  'x'.repeat(5000),
  '../../etc/passwd',
  "' or 1=1 --",
  '\u0000\u202e',
  [],
  {},
  { __proto__: { isAdmin: true }, constructor: 1 },
  [[[[[[]]]]]],
  true,
);
