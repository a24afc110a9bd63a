/**
 * The names alone, without validators: what the sandboxed preload and the renderer need at run time.
 * `names.test.ts` holds them equal to the tables.
 */
import type { EventName } from './events.ts';
import type { ProcedureName } from './procedures.ts';

export const procedureNames = [
  'system.info',
  'system.doctor',
  'system.pickFolder',
  'system.listFolder',
  'system.showInFolder',
  'settings.get',
  'settings.set',
  'storage.create',
  'storage.adopt',
  'storage.list',
  'storage.show',
  'storage.statistics',
  'storage.check',
  'samples.start',
  'samples.remove',
  'import.preview',
  'import.start',
  'scan.start',
  'conflict.list',
  'conflict.show',
  'conflict.explain',
  'history.list',
  'history.show',
  'history.undo',
  'session.list',
  'session.show',
  'session.edit',
  'session.resume',
  'photos.open',
  'photos.page',
  'photos.position',
  'photo.show',
  'search',
  'hash',
  'dump',
  'job.list',
  'job.show',
  'job.cancel',
  'job.pause',
  'job.unpause',
] as const satisfies readonly ProcedureName[];

export const eventNames = [
  'job.changed',
  'photos.changed',
  'storage.changed',
  'session.changed',
  'settings.changed',
  'app.openPaths',
] as const satisfies readonly EventName[];
