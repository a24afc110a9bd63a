/** What the core tells every host as it happens. Events are hints: after one, ask again through a procedure. */
import { z } from 'zod';
import { CardDto } from './card.ts';
import { JobDto } from './job.ts';
import { WatchStatus } from './storage.ts';
import { Settings } from './system.ts';

export const events = {
  /** A job started, moved on (at most ten times a second) or ended. */
  'job.changed': z.object({ job: JobDto }),
  /** Open views may be out of date. */
  'photos.changed': z.object({ reason: z.enum(['import', 'edit', 'scan', 'storage']), session_id: z.int().nullable() }),
  'storage.changed': z.object({ storage_uuid: z.string() }),
  'session.changed': z.object({ session_id: z.int() }),
  /** Albums, stacks, tags or saved searches changed. */
  'organize.changed': z.object({}),
  /** The inbox may be out of date. */
  'conflicts.changed': z.object({ storage_uuid: z.string() }),
  /** A storage is watched in another way than before. */
  'watch.changed': z.object({ storages: z.array(WatchStatus) }),
  /** A card of a camera was put in or taken out; `arrived` are those that were not there before. */
  'cards.changed': z.object({ cards: z.array(CardDto), arrived: z.array(CardDto) }),
  'settings.changed': z.object({ settings: Settings }),
  /** The person wants to see a job: a notification was clicked. */
  'app.showJob': z.object({ job_id: z.string() }),
  /** Paths handed over from outside: a second start, a drop on the dock icon. The renderer offers to import them. */
  'app.openPaths': z.object({ paths: z.array(z.string()) }),
} as const;

export type EventName = keyof typeof events;
export type Events = { readonly [K in EventName]: z.infer<(typeof events)[K]> };

/** One event with its number: a client that lost its connection asks for what came after. */
export interface SequencedEvent<K extends EventName = EventName> {
  readonly sequence: number;
  readonly name: K;
  readonly payload: Events[K];
}
