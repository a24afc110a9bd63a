/**
 * Messages between the stand-in (a child process that runs the real main bundle) and the launcher (the test process,
 * which owns the browser page). `n` numbers a question; the answer carries the same number.
 */
export type ToLauncher =
  | {
      readonly kind: 'window-open';
      readonly id: number;
      readonly size: { readonly width: number; readonly height: number } | null;
      readonly preload: string | null;
    }
  | { readonly kind: 'window-load'; readonly id: number; readonly url: string }
  | { readonly kind: 'window-send'; readonly id: number; readonly channel: string; readonly args: unknown[] }
  | { readonly kind: 'window-close'; readonly id: number }
  | { readonly kind: 'answer'; readonly n: number; readonly ok: boolean; readonly value: unknown };

export type Question =
  | {
      readonly kind: 'invoke';
      readonly window: number;
      readonly url: string;
      readonly isTopFrame: boolean;
      readonly channel: string;
      readonly args: unknown[];
    }
  | {
      readonly kind: 'fetch';
      readonly method: string;
      readonly url: string;
      readonly headers: Record<string, string>;
      readonly body: Uint8Array | null;
    }
  | { readonly kind: 'will-navigate'; readonly window: number; readonly url: string }
  | { readonly kind: 'window-open-request'; readonly window: number; readonly url: string }
  | { readonly kind: 'evaluate'; readonly source: string; readonly arg: unknown };

export type ToMain =
  | (Question & { readonly n: number })
  | { readonly kind: 'window-event'; readonly window: number; readonly name: 'loaded' | 'closed' };

export interface FetchAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

export interface Answer {
  readonly ok: boolean;
  readonly value: unknown;
}
