/** The procedures about storages: where they are, how they are, and what becomes of them. */
import { z } from 'zod';
import { HostPath, StorageRef } from './ids.ts';
import { nothing, procedure, started } from './procedure.ts';
import { CloneAnswer, FolderLevel, StorageDto, StorageState, StorageStatistics, WatchStatus } from './storage.ts';

export const storageProcedures = {
  'storage.create': procedure({
    input: z.object({ base_path: HostPath, display_name: z.string().min(1).max(200).optional() }),
    output: StorageDto,
    http: 'POST /file-storage/create',
    summary: 'Create a storage below a folder',
  }),
  'storage.adopt': procedure({
    input: z.object({ path: HostPath, display_name: z.string().min(1).max(200).optional() }),
    output: StorageDto,
    http: 'POST /file-storage/adopt',
    summary: 'Make an existing folder of photos a storage, in place',
  }),
  'storage.list': procedure({
    input: nothing,
    output: z.object({ storages: z.array(StorageDto) }),
    http: 'GET /file-storage/',
    summary: 'All storages of this catalog',
  }),
  'storage.show': procedure({
    input: z.object({ storage: StorageRef }),
    output: StorageDto,
    http: 'GET /file-storage/{storage}',
    summary: 'One storage',
  }),
  'storage.statistics': procedure({
    input: z.object({ storage: StorageRef }),
    output: StorageStatistics,
    http: 'GET /file-storage/{storage}/statistics',
    summary: 'Totals of a storage, by format, year, camera and size, and its sessions',
  }),
  'library.statistics': procedure({
    input: nothing,
    output: StorageStatistics,
    http: 'GET /statistics',
    summary: 'Totals of all storages together, by format, year, camera and size, and all sessions',
  }),
  'folder.list': procedure({
    input: z.object({ storage: StorageRef, path: z.string().max(4096).default('') }),
    output: FolderLevel,
    http: 'GET /file-storage/{storage}/folders',
    summary: 'The folders right below a folder of a storage that hold photos, with their numbers',
  }),
  'storage.check': procedure({
    input: z.object({ storage: StorageRef }),
    output: z.object({
      is_accessible: z.boolean(),
      state: StorageState,
      free_space_gb: z.number().nullable(),
      clone_path: z.string().nullable(),
    }),
    http: 'POST /file-storage/{storage}/accessibility',
    summary: 'Look at a storage now, and beside it and on mounted disks for a second one of its uuid',
  }),
  'storage.discover': procedure({
    input: z.object({ roots: z.array(HostPath).max(100).default([]), depth: z.int().min(0).max(12).default(5) }),
    output: started,
    http: 'POST /file-storage/discover',
    summary: 'Look for storages on mounted disks; result: { found: DiscoveredStorage[] }',
  }),
  'storage.relocate': procedure({
    input: z.object({ storage: StorageRef, path: HostPath }),
    output: StorageDto,
    http: 'POST /file-storage/{storage}/relocate',
    summary: 'Say where a storage is now; no file is touched, no file event follows',
  }),
  'storage.edit': procedure({
    input: z.object({
      storage: StorageRef,
      display_name: z.string().trim().min(1).max(200).optional(),
      /** Verified copies that every photo of this storage shall have, anywhere. */
      min_copies: z.int().min(1).max(20).optional(),
    }),
    output: StorageDto,
    http: 'PATCH /file-storage/{storage}',
    summary: 'Change the name of a storage, or how many verified copies its photos shall have',
  }),
  'storage.deactivate': procedure({
    input: z.object({ storage: StorageRef }),
    output: StorageDto,
    http: 'POST /file-storage/{storage}/deactivate',
    summary: 'Leave a storage alone: no scans, no watching, no index writes',
  }),
  'storage.reactivate': procedure({
    input: z.object({ storage: StorageRef }),
    output: StorageDto,
    http: 'POST /file-storage/{storage}/reactivate',
    summary: 'Look after a storage again',
  }),
  'storage.forget': procedure({
    input: z.object({ storage: StorageRef, confirm: z.boolean().default(false) }),
    output: z.object({
      forgotten: z.boolean(),
      photos: z.int(),
      sessions: z.int(),
      files_touched_on_disk: z.literal(0),
      unwritten_sessions: z.int(),
    }),
    http: 'POST /file-storage/{storage}/forget',
    summary: 'Remove the records of a storage from this catalog; without `confirm` only says what would go',
  }),
  'storage.answerClone': procedure({
    input: z.object({ storage: StorageRef, path: HostPath, answer: CloneAnswer }),
    output: StorageDto,
    http: 'POST /file-storage/{storage}/clone',
    summary: 'One uuid at two places: moved, backup (gets a uuid of its own) or separate',
  }),
  'watch.status': procedure({
    input: nothing,
    output: z.object({ storages: z.array(WatchStatus) }),
    http: 'GET /watch',
    summary: 'Which storages are watched, and how',
  }),
} as const;
