/** The procedures that bring things back and keep them whole: indexes, recovery, verification, copies. */
import { z } from 'zod';
import { HostPath, SessionId, StorageRef } from './ids.ts';
import { nothing, page, procedure, started } from './procedure.ts';
import { CopiesReport, IndexStatus, Schedule } from './recover.ts';

export const recoverProcedures = {
  'recover.start': procedure({
    input: z.object({ paths: z.array(HostPath).min(1).max(100), dry_run: z.boolean().default(false) }),
    output: started,
    http: 'POST /recover',
    summary: 'Rebuild the catalog from storages; result: RecoverResult',
  }),
  'index.status': procedure({
    input: z.object({ storage: StorageRef }),
    output: IndexStatus,
    http: 'GET /storage-index/status/{storage}',
    summary: 'Which indexes stand in a storage, and which are behind',
  }),
  'index.generate': procedure({
    input: z.object({ storage: StorageRef }),
    output: IndexStatus,
    http: 'POST /storage-index/generate/{storage}',
    summary: 'Write every index of a storage anew from the catalog',
  }),
  'index.generateSession': procedure({
    input: z.object({ session_id: SessionId }),
    output: IndexStatus,
    http: 'POST /storage-index/session/{session_id}',
    summary: "Write one session's index anew",
  }),
  'index.master': procedure({
    input: z.object({ storage: StorageRef }),
    output: z.record(z.string(), z.unknown()),
    http: 'GET /storage-index/master/{storage}',
    summary: 'index.json as it stands in the storage',
  }),
  'index.session': procedure({
    input: z.object({ session_id: SessionId }),
    output: z.record(z.string(), z.unknown()),
    http: 'GET /storage-index/session/{session_id}',
    summary: "A session's index as it stands in the storage",
  }),
  'verify.start': procedure({
    input: z.object({
      storage: StorageRef.optional(),
      session_id: SessionId.optional(),
      sample_percent: z.number().min(0.01).max(100).default(100),
      /** Reads one file at a time, and on average no faster than this. */
      max_mb_per_s: z.number().min(0.1).max(100_000).optional(),
      repair: z.boolean().default(false),
      resume: z.boolean().default(false),
    }),
    output: started,
    http: 'POST /verify',
    summary: 'Read files and compare their checksums; result: VerifyResult',
  }),
  'verify.schedule': procedure({
    input: nothing,
    output: Schedule,
    http: 'GET /verify/schedule',
    summary: 'How much was verified lately, and what is due',
  }),
  copies: procedure({
    input: z.object({ min: z.int().min(1).max(100).optional(), ...page }),
    output: CopiesReport,
    http: 'GET /copies',
    summary: 'Photos with fewer verified copies than wanted, and where each copy is',
  }),
  'mirror.start': procedure({
    input: z.object({ storage: StorageRef, session_id: SessionId, to: StorageRef }),
    output: started,
    http: 'POST /mirror',
    summary: 'Copy a session to a second storage, verified; result: MirrorResult',
  }),
} as const;
