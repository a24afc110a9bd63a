/** docs/api/reference.md, from the same OpenAPI document that a running server hands out. */
import { fileURLToPath } from 'node:url';
import { openApiDocument } from '#server/openapi.ts';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly default?: unknown;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, { readonly description: string }>> };
}

export const referencePath = fileURLToPath(new URL('../docs/api/reference.md', import.meta.url));

/** The whole page. */
export function referenceText(): string {
  const { paths, components } = openApiDocument({ version: '', serverUrl: '' }) as unknown as Document;
  const areas = Map.groupBy(Object.entries(paths), ([path]) => path.split('/')[1] ?? '');
  const statuses = Object.entries(components.responses).map(
    ([status, { description }]) =>
      `| ${status} | ${description
        .split(', ')
        .map((code) => `\`${code}\``)
        .join(', ')} |`,
  );
  return [
    '# API reference',
    '',
    'Made by `node scripts/make-reference.ts` from the table of procedures; a test holds it against the code. How to call, fail and',
    'listen: [http.md](http.md). Addresses are below `/api/v1`; a name with `?` may be left out.',
    '',
    ...[...areas].flatMap(([area, entries]) => [`## ${area}`, '', ...entries.flatMap(([path, methods]) => operationsOf(path, methods))]),
    '## Statuses of failures',
    '',
    '| status | codes |',
    '|---|---|',
    ...statuses,
    '',
  ].join('\n');
}

function operationsOf(path: string, methods: Readonly<Record<string, Operation>>): string[] {
  return Object.entries(methods).flatMap(([method, operation]) => {
    const query = (operation.parameters ?? []).filter((each) => each.in === 'query');
    const body = operation.requestBody?.content['application/json'].schema;
    const [status, answer] = Object.entries(operation.responses)[0] ?? ['', undefined];
    const [contentType, content] = Object.entries(answer?.content ?? {})[0] ?? [null, null];
    const lines = [
      `### ${method.toUpperCase()} ${path}`,
      '',
      `\`${operation.operationId}\`: ${operation.summary}.`,
      '',
      ...(query.length === 0 ? [] : [`- query: \`${inline(objectOf(query))}\``]),
      ...(body == null || Object.keys(body.properties ?? {}).length === 0 ? [] : [`- body: \`${inline(body)}\``]),
      `- ${status}: ${contentType === 'application/json' && content ? `\`${inline(content.schema)}\`` : (contentType ?? 'no body')}`,
      '',
    ];
    return lines;
  });
}

const objectOf = (parameters: NonNullable<Operation['parameters']>): Schema => ({
  type: 'object',
  properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  required: parameters.filter(({ required }) => required).map(({ name }) => name),
});

/** A schema as one line, written like a type: `{ session_id: integer, title?: string }`. */
function inline(schema: Schema): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if ('const' in schema) return JSON.stringify(schema.const);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return [...new Set(either.map(inline))].join(' | ');
  if (schema.allOf) return schema.allOf.map(inline).join(' & ');
  if (schema.prefixItems) return `[${schema.prefixItems.map(inline).join(', ')}]`;
  if (schema.type === 'array') return `${grouped(inline(schema.items ?? {}))}[]`;
  if (schema.type !== 'object') return schema.format ?? schema.type ?? 'any';
  const fields = Object.entries(schema.properties ?? {}).map(
    ([name, field]) => `${name}${isNeeded(schema, name) ? '' : '?'}: ${inline(field)}`,
  );
  if (fields.length > 0) return `{ ${fields.join(', ')} }`;
  return typeof schema.additionalProperties === 'object' ? `{ [name]: ${inline(schema.additionalProperties)} }` : '{}';
}

const isNeeded = (schema: Schema, name: string): boolean => schema.required?.includes(name) ?? false;
const grouped = (text: string): string => (text.includes(' | ') ? `(${text})` : text);
