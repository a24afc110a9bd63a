/** What every service works with: capabilities, opened once by the engine and closed by it. */
import type { EventName, Events } from '#contract/events.ts';
import type { Catalog } from '#core/catalog/catalog.ts';
import type { Lane } from '#core/catalog/sql-executor.ts';
import type { Clock } from '#core/clock.ts';
import type { HomePaths } from '#core/home.ts';
import type { MediaPool } from '#core/media/types.ts';
import type { Trash } from '#core/storage/trash.ts';
import type { IndexWriter } from './index-writer.ts';
import type { JobRunner } from './jobs.ts';

export interface Context {
  readonly catalog: Catalog;
  /** Started on first use: most commands never decode a picture. */
  readonly media: () => MediaPool;
  readonly clock: Clock;
  readonly home: HomePaths;
  readonly host: { readonly uuid: string; readonly name: string };
  readonly readOnly: boolean;
  /** The host shows a window or serves: long work on the catalog runs in threads of its own. */
  readonly runsInThreads: boolean;
  readonly jobs: JobRunner;
  readonly indexes: IndexWriter;
  /** Where the sources of a move go. */
  readonly trash: Trash;
  /** What a person does not want to be asked about: domain/ignore-patterns.ts. */
  readonly ignorePatterns: () => readonly string[];
  emit<K extends EventName>(name: K, payload: Events[K]): void;
}

/**
 * What a service remembers as long as an engine runs: one for all its lanes, made when it is first asked for.
 * @returns what asks for it, by any context of the engine
 */
export function perEngine<T>(make: () => T): (context: Context) => T {
  const kept = new WeakMap<JobRunner, T>();
  return ({ jobs }) => {
    const known = kept.get(jobs);
    if (known !== undefined) return known;
    const made = make();
    kept.set(jobs, made);
    return made;
  };
}

/** The same context with its reads on another lane: for services that show or count, and write nothing that they read. */
export function onLane(context: Context, lane: Lane): Context {
  return { ...context, catalog: context.catalog.on(lane) };
}

/** ISO 8601 UTC with milliseconds. */
export function instant(clock: Clock): string {
  return clock.now().toISOString();
}
