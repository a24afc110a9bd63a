/** The API's description for programs, made of the same table and validators that serve it. */
import { z } from 'zod';
import { errorTable } from '#contract/errors.ts';
import { procedures } from '#contract/procedures.ts';
import { httpErrors } from './error-response.ts';
import { failureStatuses } from './failure-statuses.ts';
import { procedureRouteTable, type ProcedureRoute } from './procedure-routes.ts';

type Json = Record<string, unknown>;

const hothash = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const binary = (contentType: string): Json => ({ [contentType]: { schema: { type: 'string', format: 'binary' } } });

/** The OpenAPI 3.1 document of a server that calls itself `serverUrl`. */
export function openApiDocument(options: { readonly version: string; readonly serverUrl: string }): Json {
  const paths: Record<string, Json> = {};
  const add = (path: string, method: string, operation: Json): void => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  };
  for (const route of procedureRouteTable()) add(route.path, route.method, procedureOperation(route));
  for (const [path, operation] of mediaOperations()) add(path, 'GET', operation);
  add('/browser-session', 'POST', {
    operationId: 'browserSession',
    summary: 'Trade the bearer token for a cookie that opens pictures and events only',
    responses: { 204: { description: 'The cookie is set' }, ...failures },
  });
  add('/openapi.json', 'GET', {
    operationId: 'openapi',
    summary: 'This document',
    responses: { 200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } }, ...failures },
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'ImaLink',
      version: options.version,
      summary: 'The photo catalog of this machine',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${options.serverUrl}/api/v1` }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: errorSchema() },
      responses: failureResponses(),
    },
  };
}

/** What every call can be answered with instead of its value: each status by its number, none left to a default. */
const failures = Object.fromEntries(failureStatuses().map(({ status }) => [status, { $ref: `#/components/responses/${status}` }]));

const failureResponses = (): Json =>
  Object.fromEntries(
    failureStatuses().map(({ status, codes }) => [
      status,
      { description: codes.join(', '), content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } } },
    ]),
  );

function errorSchema(): Json {
  const codes = [...new Set([...Object.keys(errorTable), ...Object.keys(httpErrors)])].toSorted();
  const error = {
    type: 'object',
    required: ['code', 'message', 'details'],
    properties: { code: { enum: codes }, message: { type: 'string' }, details: { type: 'object' } },
  };
  return { type: 'object', required: ['error'], properties: { error } };
}

function procedureOperation(route: ProcedureRoute): Json {
  const definition = procedures[route.name];
  const { properties = {}, required = [] } = z.toJSONSchema(definition.input, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const inPath = new Set(route.parameters);
  const parameters = route.parameters.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? {} }));
  const others = Object.entries(properties).filter(([name]) => !inPath.has(name));
  const inQuery = route.method === 'GET' || route.method === 'DELETE';
  const query = inQuery ? others.map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema })) : [];
  const bodySchema = { type: 'object', properties: Object.fromEntries(others), required: required.filter((name) => !inPath.has(name)) };
  return {
    operationId: route.name,
    summary: definition.summary,
    parameters: [...parameters, ...query],
    ...(inQuery ? {} : { requestBody: { required: true, content: { 'application/json': { schema: bodySchema } } } }),
    responses: {
      200: {
        description: 'Done',
        content: {
          'application/json': { schema: withoutDialect(z.toJSONSchema(definition.output, { io: 'output', unrepresentable: 'any' })) },
        },
      },
      ...failures,
    },
  };
}

/** OpenAPI 3.1 names the JSON Schema dialect once for the whole document. */
function withoutDialect(schema: object): Json {
  const { $schema: _dialect, ...rest } = schema as Json;
  return rest;
}

function mediaOperations(): [string, Json][] {
  const parameters = [{ name: 'hothash', in: 'path', required: true, schema: hothash }];
  const media = (id: string, summary: string, contentType: string): Json => ({
    operationId: id,
    summary,
    parameters,
    responses: {
      200: { description: summary, content: binary(contentType) },
      206: { description: 'The range that was asked for', content: binary(contentType) },
      304: { description: 'Unchanged' },
      416: { description: 'The range lies outside the file' },
      ...failures,
    },
  });
  return [
    ['/photos/{hothash}/hotpreview', media('photo.hotpreview', 'The small preview', 'image/jpeg')],
    ['/photos/{hothash}/coldpreview', media('photo.coldpreview', 'The large preview, long edge at most 2048 pixels', 'image/jpeg')],
    ['/photos/{hothash}/full', media('photo.full', 'The picture at full size as JPEG', 'image/jpeg')],
    ['/photos/{hothash}/file', media('photo.file', 'The original file, with byte ranges', '*/*')],
    [
      '/views/{view_id}/ratios',
      {
        operationId: 'view.ratios',
        summary: 'Width divided by height of every photo of an open view, as 32-bit little-endian floats',
        parameters: [{ name: 'view_id', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { 200: { description: 'The ratios in list order', content: binary('application/octet-stream') }, ...failures },
      },
    ],
  ];
}
