/** What a host gives the renderer, and the typed client over it. No validator is loaded here. */
import type { EventName, Events } from './events.ts';
import type { ErrorCode, ErrorDetails, WireResult } from './errors.ts';
import type { Input, Output, ProcedureName } from './procedures.ts';

/** One function per procedure: there is no channel through which an unlisted name could pass. */
export type BridgeCalls = { readonly [K in ProcedureName]: (input: unknown) => Promise<WireResult> };

/** `window.imalink` in the desktop app; built over fetch and WebSocket in a browser. */
export interface Bridge {
  readonly calls: BridgeCalls;
  /** Returns the function that unsubscribes. */
  on(name: EventName, listener: (payload: unknown) => void): () => void;
  /** Paths of dropped files and folders; empty where the host cannot know them (a browser). */
  pathsForFiles(files: readonly unknown[]): string[];
}

/** A failed call, in the renderer. */
export class ApiError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, message: string, details: ErrorDetails) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.details = details;
  }
}

export interface Api {
  /** @throws ApiError */
  call<K extends ProcedureName>(name: K, input: Input<K>): Promise<Output<K>>;
  on<K extends EventName>(name: K, listener: (payload: Events[K]) => void): () => void;
  pathsForFiles(files: readonly unknown[]): string[];
}

/** The typed client over any bridge. */
export function createApi(bridge: Bridge): Api {
  return {
    async call(name, input) {
      const result = await bridge.calls[name](input);
      if (!result.ok) throw new ApiError(result.error.code, result.error.message, result.error.details);
      return result.value as never;
    },
    on: (name, listener) => bridge.on(name, listener as (payload: unknown) => void),
    pathsForFiles: (files) => bridge.pathsForFiles(files),
  };
}
