/** HTTP addresses of the procedures, read from their table: nothing about a procedure is said here again. */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Dispatch } from '#contract/dispatch.ts';
import type { WireResult } from '#contract/errors.ts';
import { procedures, type ProcedureName } from '#contract/procedures.ts';
import { errorResponse, statusOf } from './error-response.ts';
import { fieldTypes, inputFromStrings, StringsError, type FieldTypes } from './string-input.ts';
import { maxBodyBytes } from './request-guard.ts';

/** One route: `{x}` of the table's address are keys of the input. */
export interface ProcedureRoute {
  readonly name: ProcedureName;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below /api/v1, with `{x}`. */
  readonly path: string;
  readonly parameters: readonly string[];
}

/** All routes; literal addresses stand before ones with parameters that would swallow them. */
export function procedureRouteTable(): ProcedureRoute[] {
  const routes = (Object.keys(procedures) as ProcedureName[]).map((name): ProcedureRoute => {
    const [method, path] = procedures[name].http.split(' ') as [ProcedureRoute['method'], string];
    return { name, method, path, parameters: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '') };
  });
  return routes.toSorted((a, b) => sortKey(a.path).localeCompare(sortKey(b.path), 'en'));
}

const sortKey = (path: string): string => path.replaceAll(/\{\w+\}/g, '\uffff');

/** The routes below /api/v1, and `POST /call/{procedure}` for our own pages. */
export function procedureRoutes(dispatch: Dispatch): Hono {
  const app = new Hono();
  // Only bodies that are read need a limit; looking for one on a DELETE makes the HTTP adapter stumble.
  app.on(
    ['POST', 'PATCH'],
    '*',
    bodyLimit({ maxSize: maxBodyBytes, onError: () => errorResponse('too-large', 'The request is larger than 1 MiB.') }),
  );
  for (const route of procedureRouteTable()) {
    const types = fieldTypes(procedures[route.name].input);
    // The server's router takes a last slash off every address before it looks (strict: false).
    app.on(route.method, route.path.replace(/\/$/, '').replaceAll(/\{(\w+)\}/g, ':$1'), (c) => answer(c, dispatch, route, types));
  }
  app.post('/call/:procedure', async (c) => {
    const body = await readJson(c);
    return body instanceof Response ? body : toResponse(await dispatch(c.req.param('procedure'), body));
  });
  return app;
}

async function answer(c: Context, dispatch: Dispatch, route: ProcedureRoute, types: FieldTypes): Promise<Response> {
  const parameters = route.parameters.map((name): [string, string] => [name, c.req.param(name) ?? '']);
  try {
    if (route.method === 'GET' || route.method === 'DELETE') {
      return toResponse(await dispatch(route.name, inputFromStrings([...new URL(c.req.url).searchParams, ...parameters], types)));
    }
    const body = await readJson(c);
    if (body instanceof Response) return body;
    return toResponse(await dispatch(route.name, { ...body, ...inputFromStrings(parameters, types) }));
  } catch (thrown) {
    if (thrown instanceof StringsError) return errorResponse('bad-input', thrown.message);
    throw thrown;
  }
}

/** The body as an object; an empty body is an empty object. */
async function readJson(c: Context): Promise<Record<string, unknown> | Response> {
  const text = await c.req.text();
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    return errorResponse('bad-input', 'The body must be a JSON object.');
  } catch {
    return errorResponse('bad-input', 'The body is not JSON.');
  }
}

/** The value itself, or `{error}` with the status of its code. */
function toResponse(result: WireResult): Response {
  const body = result.ok ? (result.value ?? {}) : { error: result.error };
  return Response.json(body, { status: result.ok ? 200 : statusOf(result.error.code), headers: { 'cache-control': 'no-store' } });
}
