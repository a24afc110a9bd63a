/**
 * The description is true of the running server: whatever a client sends that knows the document only, every status it gets is
 * documented for that operation, and every body is what the document says. CALLS=200 tries each operation two hundred times.
 */
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spoilt, valuesOf, type KnownValues } from './arbitrary.ts';
import { describedServer, type Description, type GenericClient, type Operation } from './described-server.ts';

const callsEach = Number(process.env['CALLS'] ?? 12);

/** After these there is less to ask about: they come last. Of open lists only the newest stay open. */
const takesAway = /forget|deactivate|relocate|remove|undo|answer|cancel|photos\.open/i;
/** A client's URL parser takes dot segments out of an address before anything is sent: nothing can be named like that in a path. */
const isDotSegment = (value: unknown): boolean => value === '.' || value === '..';

interface Call {
  readonly pathValues: Record<string, unknown>;
  readonly query: Record<string, unknown>;
  readonly body: unknown;
}

/** Calls of one operation; one in three has something spoilt. */
function callsOf(operation: Operation, known: KnownValues): fc.Arbitrary<Call> {
  const values = (place: 'path' | 'query') =>
    fc.record(
      Object.fromEntries(
        (operation.parameters ?? []).filter((each) => each.in === place).map(({ name, schema }) => [name, valuesOf(schema, known, name)]),
      ),
      { requiredKeys: (operation.parameters ?? []).filter((each) => each.in === place && each.required).map(({ name }) => name) },
    );
  const schema = operation.requestBody?.content['application/json'].schema;
  const call = fc.record({
    pathValues: values('path'),
    query: values('query'),
    body: schema ? valuesOf(schema, known) : fc.constant(undefined),
  });
  return fc.oneof(
    { weight: 2, arbitrary: call },
    { weight: 1, arbitrary: fc.tuple(call, spoilt, fc.nat()).map(([sound, value, at]) => spoil(sound, value, at)) },
  );
}

function spoil(call: Call, value: unknown, at: number): Call {
  if (typeof call.body === 'object' && call.body !== null && !Array.isArray(call.body)) {
    const keys = Object.keys(call.body);
    return { ...call, body: keys.length === 0 ? { surplus: value } : { ...call.body, [keys[at % keys.length] ?? '']: value } };
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const names = Object.keys(call.query);
  if (names.length > 0) return { ...call, query: { ...call.query, [names[at % names.length] ?? '']: text } };
  const places = Object.keys(call.pathValues);
  return places.length === 0 ? call : { ...call, pathValues: { ...call.pathValues, [places[at % places.length] ?? '']: text || 'x' } };
}

/** A check of bodies for each operation and status. */
function bodyChecks(description: Description): (operation: Operation, status: number) => ValidateFunction | null | 'undocumented' {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  addFormats(ajv);
  ajv.addSchema({ $id: 'description', ...description });
  const made = new Map<string, ValidateFunction | null>();
  return (operation, status) => {
    const given = operation.responses[status];
    const response = given?.$ref == null ? given : description.components.responses[given.$ref.split('/').at(-1) ?? ''];
    if (response == null) return 'undocumented';
    const schema = response.content?.['application/json']?.schema;
    const key = `${operation.operationId} ${status}`;
    if (!made.has(key)) {
      const absolute = JSON.parse(JSON.stringify(schema ?? null).replaceAll('"#/components/', '"description#/components/')) as
        | object
        | null;
      made.set(key, absolute == null ? null : ajv.compile(absolute));
    }
    return made.get(key) ?? null;
  };
}

const violations: string[] = [];

async function tryOperation(
  where: { readonly path: string; readonly method: string; readonly operation: Operation },
  call: Call,
  send: GenericClient,
  checks: ReturnType<typeof bodyChecks>,
): Promise<void> {
  if (Object.values(call.pathValues).some(isDotSegment)) return;
  const answer = await send({ method: where.method, path: where.path, ...call });
  const check = checks(where.operation, answer.status);
  const said = `${where.operation.operationId} ${JSON.stringify(call)} → ${answer.status} ${answer.text.slice(0, 300)}`;
  if (check === 'undocumented') violations.push(`undocumented: ${said}`);
  else if (answer.status === 500) violations.push(`a bug: ${said}`);
  else if (check != null && answer.contentType.includes('json') && !check(JSON.parse(answer.text)))
    violations.push(`schema: ${said} ${JSON.stringify(check.errors)}`);
}

test('the description is valid OpenAPI 3.1, and true of the running server for whatever a client of it sends', async () => {
  const { description, known, call, bugs, app } = await describedServer();
  const { valid, errors } = await new Validator().validate(description as unknown as Record<string, unknown>);
  expect([valid, errors]).toEqual([true, undefined]);

  const checks = bodyChecks(description);
  const operations = Object.entries(description.paths)
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
    .toSorted((left, right) => Number(takesAway.test(left.operation.operationId)) - Number(takesAway.test(right.operation.operationId)));
  for (const where of operations) {
    const seed = Number(process.env['SEED'] ?? (process.env['CI'] ? 20_261_128 : Date.now()));
    for (const each of fc.sample(callsOf(where.operation, known), { numRuns: callsEach, seed }))
      await tryOperation(where, each, call, checks);
  }
  for (const { job_id } of (await app.call('job.list', {})).jobs) await app.ended(job_id);
  expect(violations).toEqual([]);
  expect(bugs).toEqual([]);
}, 300_000);
