/**
 * The whole API: one entry per procedure. IPC, HTTP and the CLI are adapters over this table and have no
 * rules of their own. Every procedure takes one object and returns JSON-able values; long work returns a
 * job id at once (see job.ts).
 */
import { z } from 'zod';
import { CardDto } from './card.ts';
import { HostPath, HothashSchema, JobId, SessionId, StorageRef } from './ids.ts';
import { ImportRequest, PreviewFile, PreviewKind } from './import.ts';
import { JobDto } from './job.ts';
import { FileHash, MapCells, PhotoDetail, PhotoFilter, PhotoHistoryEntry, PhotoMetadata, PhotoReason, PhotoQuery, PhotoTile, PhotoView } from './photo.ts';
import { nextCursor, nothing, page, procedure, started, startedSession } from './procedure.ts';
import { organizeProcedures } from './procedures-organize.ts';
import { recoverProcedures } from './procedures-recover.ts';
import { reorganizeProcedures } from './procedures-reorganize.ts';
import { sessionProcedures } from './procedures-session.ts';
import { storageProcedures } from './procedures-storage.ts';
import { UndoImportPlan } from './resolve.ts';
import { FacetReport } from './search.ts';
import { SessionDetail, SessionSummary } from './session.ts';
import { maxDragged } from './names.ts';
import { DoctorReport, DroppedItem, FolderListing, LocalServer, Settings, SettingsChange, SystemInfo } from './system.ts';

export const procedures = {
  'system.info': procedure({ input: nothing, output: SystemInfo, http: 'GET /system', summary: 'Versions, host and what the host can do' }),
  'system.doctor': procedure({ input: z.object({ fix: z.boolean().default(false), previews: z.boolean().optional() }), output: DoctorReport, http: 'POST /system/doctor', summary: 'Versions, paths and health of this installation' }),
  'system.pickFolder': procedure({ input: z.object({ title: z.string().max(200).optional() }), output: z.object({ path: z.string().nullable() }), http: 'POST /system/pick-folder', summary: 'Native folder dialog (desktop only)' }),
  'system.listFolder': procedure({ input: z.object({ path: HostPath.optional() }), output: FolderListing, http: 'GET /system/folders', summary: 'One level of folders, for hosts without a native dialog' }),
  'system.locateDropped': procedure({
    input: z.object({ items: z.array(DroppedItem).min(1).max(100) }),
    output: z.object({ paths: z.array(z.string().nullable()) }),
    http: 'POST /system/locate-dropped',
    summary: 'Where dropped files and folders lie on this machine, found by name, sizes and times; null for those not found in time',
  }),
  'system.showInFolder': procedure({ input: z.object({ hothash: HothashSchema }), output: nothing, http: 'POST /system/show-in-folder', summary: "Show a photo's file in the file manager (desktop only)" }),
  'system.showFolder': procedure({ input: z.object({ storage: StorageRef, path: z.string().max(4096).default('') }), output: nothing, http: 'POST /system/show-folder', summary: 'Show a folder of a storage in the file manager (desktop only)' }),
  'system.startDrag': procedure({ input: z.object({ hothashes: z.array(HothashSchema).min(1).max(maxDragged) }), output: z.object({ files: z.int() }), http: 'POST /system/start-drag', summary: 'Hand the files of photos that are being dragged to the system, for other programs (desktop only)' }),
  'system.localServer': procedure({ input: nothing, output: LocalServer, http: 'GET /system/local-server', summary: 'The local server of the desktop app: whether it runs, and where (desktop only)' }),
  'settings.get': procedure({ input: nothing, output: Settings, http: 'GET /settings', summary: 'Settings of this installation' }),
  'settings.set': procedure({ input: SettingsChange, output: Settings, http: 'PATCH /settings', summary: 'Change some settings' }),

  ...storageProcedures,

  'samples.start': procedure({
    input: nothing,
    output: startedSession,
    http: 'POST /samples',
    summary: 'Try with sample photos: a storage of their own inside the home',
  }),
  'samples.remove': procedure({
    input: nothing,
    output: z.object({ removed: z.boolean() }),
    http: 'DELETE /samples',
    summary: 'Remove the sample photos and their storage',
  }),

  'card.list': procedure({ input: nothing, output: z.object({ cards: z.array(CardDto) }), http: 'GET /cards', summary: 'Cards of cameras that are in now: removable disks with a DCIM folder' }),
  'import.preview': procedure({ input: ImportRequest, output: started, http: 'POST /imports/preview', summary: 'Count what an import would do; result: ImportPreview' }),
  'import.previewFiles': procedure({
    input: z.object({ job_id: JobId, kind: PreviewKind.optional(), cursor: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(200) }),
    output: z.object({ total: z.int(), files: z.array(PreviewFile), next_cursor: z.int().nullable() }),
    http: 'GET /imports/preview/{job_id}/files',
    summary: 'What a preview found of each file, page by page: new, known and where, or why not',
  }),
  'import.start': procedure({ input: ImportRequest, output: startedSession, http: 'POST /imports', summary: 'Import; result: ImportResult' }),

  ...reorganizeProcedures,
  ...organizeProcedures,
  ...recoverProcedures,

  'session.list': procedure({ input: z.object({ storage: StorageRef.optional() }), output: z.object({ sessions: z.array(SessionSummary) }), http: 'GET /import-sessions', summary: 'All sessions, newest first' }),
  'session.show': procedure({ input: z.object({ session_id: SessionId }), output: SessionDetail, http: 'GET /import-sessions/{session_id}', summary: 'One session with its problems' }),
  'session.edit': procedure({
    input: z.object({ session_id: SessionId, title: z.string().min(1).max(200).optional(), notes: z.string().max(10_000).optional(), author: z.string().trim().min(1).max(200).nullable().optional() }),
    output: SessionDetail,
    http: 'PATCH /import-sessions/{session_id}',
    summary: 'Change the title, notes or author of a session',
  }),
  'session.resume': procedure({
    input: z.object({ session_id: SessionId, failed: z.boolean().default(false) }),
    output: startedSession,
    http: 'POST /import-sessions/{session_id}/resume',
    summary: 'Go on with an incomplete import, or try only its failed files again; result: ImportResult',
  }),

  'session.planUndo': procedure({ input: z.object({ session_id: SessionId, whole: z.boolean().default(false) }), output: UndoImportPlan, http: 'POST /import-sessions/{session_id}/undo-plan', summary: 'What taking an import back would do, file by file, with `whole` of all parts it was split into; nothing is changed' }),
  'session.undo': procedure({ input: z.object({ plan_id: z.string().min(1).max(64) }), output: started, http: 'POST /import-sessions/undo', summary: 'Take an import back as it was shown: its files are set aside; result: ResolveResult' }),

  ...sessionProcedures,

  'photos.open': procedure({ input: PhotoQuery, output: PhotoView, http: 'POST /photos/views', summary: 'Freeze a list of photos and return its days' }),
  'photos.page': procedure({ input: z.object({ view_id: z.string(), offset: z.int().min(0), limit: z.int().min(1).max(500) }), output: z.object({ items: z.array(PhotoTile) }), http: 'GET /photos/views/{view_id}', summary: 'Some photos of an open list' }),
  'photos.position': procedure({ input: z.object({ view_id: z.string(), hothash: HothashSchema }), output: z.object({ index: z.int().nullable() }), http: 'GET /photos/views/{view_id}/positions/{hothash}', summary: 'Where a photo stands in an open list' }),
  'photo.show': procedure({ input: z.object({ hothash: HothashSchema }), output: PhotoDetail, http: 'GET /photos/{hothash}', summary: 'Everything known of one photo' }),
  'photo.history': procedure({ input: z.object({ hothash: HothashSchema }), output: z.object({ entries: z.array(PhotoHistoryEntry) }), http: 'GET /photos/{hothash}/history', summary: 'What happened to one photo, newest first' }),
  'photo.metadata': procedure({ input: z.object({ hothash: HothashSchema }), output: PhotoMetadata, http: 'GET /photos/{hothash}/metadata', summary: "Everything the metadata of a photo's file says: EXIF, GPS, IPTC, XMP" }),
  'photo.why': procedure({ input: z.object({ hothash: HothashSchema }), output: z.object({ reasons: z.array(PhotoReason) }), http: 'GET /photos/{hothash}/why', summary: 'Why a photo is as it is shown: the reason of each automatic decision' }),
  search: procedure({
    input: z.object({ query: z.string().min(1).max(2000), sort: z.enum(['taken_at', 'imported_at', 'rating', 'session', 'folder']).default('taken_at'), ...page }),
    output: z.object({ query: z.string(), total: z.int(), photos: z.array(PhotoTile), next_cursor: nextCursor }),
    http: 'GET /search',
    summary: 'Photos that a search finds: words, and field:value',
  }),
  'search.facets': procedure({ input: PhotoFilter, output: FacetReport, http: 'GET /search/facets', summary: 'What the photos of a search have in common, counted by field' }),
  'places.cells': procedure({ input: PhotoFilter.extend({ zoom: z.int().min(0).max(20).default(3) }), output: MapCells, http: 'GET /places', summary: 'Where the photos of a search were taken, counted by cells of 360 degrees / 2 ^ zoom' }),
  hash: procedure({ input: z.object({ paths: z.array(HostPath).min(1).max(10_000) }), output: z.object({ files: z.array(FileHash) }), http: 'POST /hash', summary: 'Identity and metadata of any files' }),
  dump: procedure({ input: z.object({ normalised: z.boolean().default(false) }), output: z.record(z.string(), z.unknown()), http: 'GET /dump', summary: 'Everything a user can see, as one stable document' }),

  'job.list': procedure({ input: nothing, output: z.object({ jobs: z.array(JobDto) }), http: 'GET /jobs', summary: 'Running jobs and the last ones that ended' }),
  'job.show': procedure({ input: z.object({ job_id: JobId }), output: JobDto, http: 'GET /jobs/{job_id}', summary: 'One job' }),
  'job.cancel': procedure({ input: z.object({ job_id: JobId }), output: JobDto, http: 'POST /jobs/{job_id}/cancel', summary: 'Stop a job; what is done stays done' }),
  'job.pause': procedure({ input: z.object({ job_id: JobId }), output: JobDto, http: 'POST /jobs/{job_id}/pause', summary: 'Pause a job' }),
  'job.unpause': procedure({ input: z.object({ job_id: JobId }), output: JobDto, http: 'POST /jobs/{job_id}/unpause', summary: 'Go on with a paused job' }),
} as const;

export type Procedures = typeof procedures;
export type ProcedureName = keyof Procedures;
/** What a caller may send. */
export type Input<K extends ProcedureName> = z.input<Procedures[K]['input']>;
/** What a handler gets: defaults filled in. */
export type ParsedInput<K extends ProcedureName> = z.output<Procedures[K]['input']>;
export type Output<K extends ProcedureName> = z.output<Procedures[K]['output']>;

export type Handler<K extends ProcedureName> = (input: ParsedInput<K>) => Promise<Output<K>> | Output<K>;
export type Handlers = { readonly [K in ProcedureName]: Handler<K> };

/** Procedures that only the host can answer: they need a window, a dialog, or know which host it is. */
export type HostProcedureName = 'system.info' | 'system.pickFolder' | 'system.showInFolder' | 'system.showFolder' | 'system.startDrag' | 'system.localServer';
export type HostHandlers = Pick<Handlers, HostProcedureName>;
export type CoreHandlers = Omit<Handlers, HostProcedureName>;
