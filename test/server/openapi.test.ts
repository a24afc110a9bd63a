import { afterAll, beforeAll, expect, it } from 'vitest';
import { procedures } from '#contract/procedures.ts';
import { hothash, startTestServer, type TestServer } from './test-server.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Schema;
}
interface Schema {
  readonly type?: string;
  readonly enum?: unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly format?: string;
  readonly properties?: Record<string, Schema>;
  readonly required?: string[];
  readonly items?: Schema;
  readonly anyOf?: Schema[];
  readonly $ref?: string;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: Parameter[];
  readonly requestBody?: { content: { 'application/json': { schema: Schema } } };
  readonly responses: Record<string, unknown>;
}
interface Document {
  readonly openapi: string;
  readonly info: { version: string };
  readonly servers: { url: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, Schema> };
}

let test: TestServer;
let document: Document;
beforeAll(async () => {
  test = await startTestServer();
  document = (await (await test.call('/api/v1/openapi.json')).json()) as Document;
});
afterAll(() => test.close());

/** A value the schema allows: enough of JSON Schema for the inputs of our table. */
function example(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return example(schema.anyOf[0] ?? {});
  if (schema.type === 'object')
    return Object.fromEntries((schema.required ?? []).map((key) => [key, example(schema.properties?.[key] ?? {})]));
  if (schema.type === 'array') return Array.from({ length: schema.minItems ?? 1 }, () => example(schema.items ?? {}));
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (schema.type === 'boolean') return true;
  if (schema.format === 'uuid') return '11111111-1111-4111-8111-111111111111';
  return schema.pattern?.includes('{64}') ? hothash : 'text';
}

const operations = (): { method: string; path: string; operation: Operation }[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );

it('describes every procedure once, and the pictures', () => {
  expect([document.openapi, document.info.version]).toEqual(['3.1.0', '1.2.3']);
  const ids = operations().map(({ operation }) => operation.operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(
    expect.arrayContaining([
      ...Object.keys(procedures),
      'photo.hotpreview',
      'photo.coldpreview',
      'photo.full',
      'photo.file',
      'view.ratios',
    ]),
  );
});

it('holds no reference that leads nowhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]);
  const targets = Object.entries(document.components).flatMap(([section, entries]) =>
    Object.keys(entries).map((name) => `#/components/${section}/${name}`),
  );
  expect(references.length).toBeGreaterThan(0);
  expect([...new Set(references)].filter((reference) => !targets.includes(reference ?? ''))).toEqual([]);
});

it('is true: every path of it, called as it says, reaches its procedure', async () => {
  const reached: string[] = [];
  for (const { method, path, operation } of operations()) {
    const parameters = operation.parameters ?? [];
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(example(parameters.find((each) => each.name === name)?.schema ?? {}))),
    );
    const query = new URLSearchParams(
      parameters.filter((each) => each.in === 'query' && each.required).map((each) => [each.name, String(example(each.schema))]),
    );
    const body = operation.requestBody ? JSON.stringify(example(operation.requestBody.content['application/json'].schema)) : null;
    const write = method !== 'get';
    (test.calls as unknown[]).length = 0;
    const response = await test.call(`/api/v1${filled}?${query}`, {
      method: method.toUpperCase(),
      ...(write ? { headers: { 'content-type': 'application/json' }, body } : {}),
    });
    const text = await response.text();
    if (operation.operationId in procedures) {
      expect([operation.operationId, text, test.calls.map((call) => call.name)]).toEqual([
        operation.operationId,
        text,
        [operation.operationId],
      ]);
    } else {
      expect([operation.operationId, response.status in { 200: 1, 204: 1, 404: 1, 503: 1 }]).toEqual([operation.operationId, true]);
    }
    if (response.status >= 400) expect(Object.keys((JSON.parse(text) as { error: object }).error)).toEqual(['code', 'message', 'details']);
    reached.push(operation.operationId);
  }
  expect(reached.length).toBeGreaterThan(Object.keys(procedures).length);
});
