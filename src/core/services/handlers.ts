/** The handler table: every procedure of the contract that the core answers, each a line that names its service. */
import { ImaLinkError } from '#contract/errors.ts';
import type { CoreHandlers } from '#contract/procedures.ts';
import type { ScanRequest } from '#contract/scan.ts';
import type { Context } from './context.ts';
import { examine } from './doctor.ts';
import { dumpCatalog } from './dump.ts';
import { listFolder } from './folders.ts';
import { hashFiles } from './hash-files.ts';
import { resumeImport, startImport, startPreview } from './import/start-import.ts';
import { openView, readPage, readPosition, search } from './photos.ts';
import { showPhoto } from './photo-detail.ts';
import { explain } from './scan/explain.ts';
import { findConflict, listConflicts } from './scan/findings.ts';
import { listHistory, showHistory, undoHistory } from './scan/history.ts';
import { startScan } from './scan/run-scan.ts';
import { editSession, listSessions, showSession } from './sessions.ts';
import { removeSamples, startSamples } from './samples.ts';
import type { SettingsStore } from './settings.ts';
import { findStorage } from './storage-rows.ts';
import { adoptStorage, checkStorage, createStorage, listStorages, showStorage, storageStatistics } from './storages.ts';

export function createHandlers(context: Context, settings: SettingsStore): CoreHandlers {
  /** Read-only engines refuse everything that writes, in one place. */
  const writing =
    <I, O>(handler: (input: I) => O) =>
    (input: I): O => {
      if (context.readOnly)
        throw new ImaLinkError('home-locked', 'This ImaLink was started read-only. Start it without --read-only to change anything.');
      return handler(input);
    };
  const scan = writing((input: ScanRequest) => startScan(context, input));
  return {
    'system.doctor': ({ fix }) => examine(context, fix),
    'system.listFolder': ({ path }) => listFolder(path),
    'settings.get': () => settings.get(),
    'settings.set': writing(async (change) => {
      const next = await settings.set(change);
      context.emit('settings.changed', { settings: next });
      return next;
    }),
    'storage.create': writing((input) => createStorage(context, input.base_path, input.display_name)),
    'storage.adopt': writing((input) => adoptStorage(context, input.path, input.display_name)),
    'storage.list': async () => ({ storages: await listStorages(context) }),
    'storage.show': (input) => showStorage(context, input.storage),
    'storage.statistics': (input) => storageStatistics(context, input.storage),
    'storage.check': (input) => checkStorage(context, input.storage),
    'samples.start': writing(() => startSamples(context)),
    'samples.remove': writing(() => removeSamples(context)),
    'import.preview': (input) => startPreview(context, input),
    'import.start': writing((input) => startImport(context, input)),
    'scan.start': (input) => (input.dry_run ? startScan(context, input) : scan(input)),
    'conflict.list': async ({ kind, storage }) => ({
      conflicts: await listConflicts(context, {
        kind,
        storage: storage === undefined ? undefined : await findStorage(context.catalog, storage),
      }),
    }),
    'conflict.show': async ({ id }) => (await findConflict(context, id)).conflict,
    'conflict.explain': ({ kind }) => explain(kind),
    'history.list': async () => ({ entries: await listHistory(context) }),
    'history.show': ({ id }) => showHistory(context, id),
    'history.undo': writing(({ id }) => undoHistory(context, id)),
    'session.list': async (input) => ({ sessions: await listSessions(context, input.storage) }),
    'session.show': (input) => showSession(context, input.session_id),
    'session.edit': writing((input) => editSession(context, input.session_id, input)),
    'session.resume': writing((input) => resumeImport(context, input.session_id)),
    'photos.open': (input) => openView(context, input),
    'photos.page': (input) => readPage(context, input.view_id, input.offset, input.limit),
    'photos.position': (input) => readPosition(context, input.view_id, input.hothash),
    'photo.show': (input) => showPhoto(context, input.hothash),
    search: (input) => search(context, input),
    hash: async (input) => ({ files: await hashFiles(context, input.paths) }),
    dump: (input) => dumpCatalog(context, input.normalised),
    'job.list': () => ({ jobs: context.jobs.list() }),
    'job.show': (input) => context.jobs.show(input.job_id),
    'job.cancel': (input) => context.jobs.cancel(input.job_id),
    'job.pause': (input) => context.jobs.pause(input.job_id),
    'job.unpause': (input) => context.jobs.unpause(input.job_id),
  };
}
