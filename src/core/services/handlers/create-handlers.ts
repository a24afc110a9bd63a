/** The handler table: every procedure of the contract that the core answers, each a line that names its service. */
import type { CoreHandlers } from '#contract/procedures.ts';
import type { CardWatch } from '../cards/card-watch.ts';
import { onLane, type Context } from '../context.ts';
import { examine } from '../doctor.ts';
import { dumpCatalog } from '../dump.ts';
import { listFolder } from '../folders.ts';
import { hashFiles } from '../hash-files.ts';
import { readPreviewFiles } from '../import/preview-files.ts';
import { resumeImport, startImport, startPreview } from '../import/start-import.ts';
import { locateDropped } from '../locate-dropped.ts';
import { openView, readPage, readPosition, search } from '../photos.ts';
import { countFacets } from '../search/facets.ts';
import { countPlaces } from '../search/places.ts';
import { showPhoto } from '../photo-detail.ts';
import { readPhotoMetadata } from '../photo-metadata.ts';
import { whyPhoto } from '../photo-why.ts';
import { readPhotoHistory } from '../photo-history.ts';
import { editSession, listSessions, showSession } from '../sessions.ts';
import { removeSamples, startSamples } from '../samples.ts';
import type { SettingsStore } from '../settings.ts';
import type { WatchService } from '../watch/watch-service.ts';
import { startUndo } from '../undo-import/apply-undo.ts';
import { planUndo } from '../undo-import/plan-undo.ts';
import { organizeHandlers } from './organize-handlers.ts';
import { recoverHandlers } from './recover-handlers.ts';
import { reorganizeHandlers } from './reorganize-handlers.ts';
import { sessionHandlers } from './session-handlers.ts';
import { storageHandlers } from './storage-handlers.ts';
import { writingOnly } from './writing-only.ts';

export function createHandlers(context: Context, settings: SettingsStore, watch: WatchService, cards: CardWatch): CoreHandlers {
  const writing = writingOnly(context);
  const [screen, counts] = [onLane(context, 'screen'), onLane(context, 'counts')];
  return {
    'system.doctor': ({ fix, previews }) => examine(context, fix, previews ?? false),
    'system.listFolder': ({ path }) => listFolder(path),
    'system.locateDropped': ({ items }) => locateDropped(context, items),
    'settings.get': () => settings.get(),
    'settings.set': writing(async (change) => {
      const next = await settings.set(change);
      // Where a window stands is read at its next start, and concerns nobody before.
      if (Object.keys(change).some((key) => key !== 'last_view' && key !== 'last_place'))
        context.emit('settings.changed', { settings: next });
      return next;
    }),
    ...storageHandlers(context, watch),
    'samples.start': writing(() => startSamples(context)),
    'samples.remove': writing(() => removeSamples(context)),
    'card.list': async () => ({ cards: await cards.list() }),
    'import.preview': (input) => startPreview(context, input),
    'import.previewFiles': (input) => readPreviewFiles(context, input),
    'import.start': writing((input) => startImport(context, input)),
    ...reorganizeHandlers(context),
    ...organizeHandlers(context),
    ...recoverHandlers(context),
    'session.list': async (input) => ({ sessions: await listSessions(counts, input.storage) }),
    'session.show': (input) => showSession(counts, input.session_id),
    'session.edit': writing((input) => editSession(context, input.session_id, input)),
    'session.resume': writing((input) => resumeImport(context, input.session_id, input.failed)),
    'session.planUndo': (input) => planUndo(context, input.session_id, input.whole),
    'session.undo': writing((input) => startUndo(context, input.plan_id)),
    ...sessionHandlers(context),
    'photos.open': (input) => openView(screen, input),
    'photos.page': (input) => readPage(screen, input.view_id, input.offset, input.limit),
    'photos.position': (input) => readPosition(screen, input.view_id, input.hothash),
    'photo.show': (input) => showPhoto(screen, input.hothash),
    'photo.metadata': ({ hothash }) => readPhotoMetadata(screen, hothash),
    'photo.why': async ({ hothash }) => ({ reasons: await whyPhoto(screen, hothash) }),
    'photo.history': async (input) => ({ entries: await readPhotoHistory(screen, input.hothash) }),
    search: (input) => search(screen, input),
    'search.facets': (input) => countFacets(counts, input),
    'places.cells': (input) => countPlaces(counts, input),
    hash: async (input) => ({ files: await hashFiles(context, input.paths) }),
    dump: (input) => dumpCatalog(context, input.normalised),
    'job.list': () => ({ jobs: context.jobs.list() }),
    'job.show': (input) => context.jobs.show(input.job_id),
    'job.cancel': (input) => context.jobs.cancel(input.job_id),
    'job.pause': (input) => context.jobs.pause(input.job_id),
    'job.unpause': (input) => context.jobs.unpause(input.job_id),
  };
}
