/** The procedures about what happened in the folders: scans, findings, decisions, history, rules, files set aside. */
import { z } from 'zod';
import { StorageRef } from './ids.ts';
import { cursor, nextCursor, nothing, procedure, started } from './procedure.ts';
import { Decision, ResolvePlan, Rule, TrashBatch, TrashPlan } from './resolve.ts';
import { Conflict, ConflictFilter, Explanation, JournalDetail, JournalEntry, ScanRequest, ScanResult } from './scan.ts';

export const reorganizeProcedures = {
  'scan.start': procedure({
    input: ScanRequest,
    output: started,
    http: 'POST /scans',
    summary: 'Compare a storage with the catalog; result: ScanResult',
  }),
  'scan.run': procedure({
    input: ScanRequest,
    output: ScanResult,
    http: 'POST /storage-index/scan/{storage}',
    summary: 'Scan and wait for the result',
  }),
  'conflict.list': procedure({
    input: ConflictFilter,
    output: z.object({ conflicts: z.array(Conflict), next_cursor: nextCursor }),
    http: 'GET /conflicts',
    summary: 'Findings that wait for a person',
  }),
  'conflict.show': procedure({
    input: z.object({ id: z.int().positive() }),
    output: Conflict,
    http: 'GET /conflicts/{id}',
    summary: 'One finding',
  }),
  'conflict.explain': procedure({
    input: z.object({ kind: z.string().max(50) }),
    output: Explanation,
    http: 'GET /conflicts/kinds/{kind}',
    summary: 'What a kind of finding means and what you can do',
  }),
  'conflict.report': procedure({
    input: z.object({ ids: z.array(z.int().positive()).min(1).max(1000) }),
    output: z.object({ text: z.string() }),
    http: 'POST /conflicts/report',
    summary: 'A text about files that could not be read: reason, errno, first bytes; it goes nowhere by itself',
  }),
  'history.list': procedure({
    input: z.object({ limit: z.int().min(1).max(1000).default(500), cursor }),
    output: z.object({ entries: z.array(JournalEntry), next_cursor: nextCursor }),
    http: 'GET /history',
    summary: 'What scans changed, newest first',
  }),
  'history.show': procedure({
    input: z.object({ id: z.int().positive() }),
    output: JournalDetail,
    http: 'GET /history/{id}',
    summary: 'One entry with its changes',
  }),
  'history.undo': procedure({
    input: z.object({ id: z.int().positive() }),
    output: JournalEntry,
    http: 'POST /history/{id}/undo',
    summary: 'Take an entry back; files are not touched',
  }),
  'conflict.plan': procedure({
    input: z.object({ decisions: z.array(Decision).min(1).max(10_000) }),
    output: ResolvePlan,
    http: 'POST /conflicts/plan',
    summary: 'What decisions would do, file by file; nothing is changed',
  }),
  'conflict.apply': procedure({
    input: z.object({ plan_id: z.string().min(1).max(64) }),
    output: started,
    http: 'POST /conflicts/apply',
    summary: 'Carry out a plan that was shown; result: ResolveResult',
  }),
  'conflict.postpone': procedure({
    input: z.object({ ids: z.array(z.int().positive()).min(1).max(10_000), postponed: z.boolean().default(true) }),
    output: z.object({ changed: z.int() }),
    http: 'POST /conflicts/postpone',
    summary: 'Put findings off, or bring them back',
  }),
  'rule.list': procedure({
    input: nothing,
    output: z.object({ rules: z.array(Rule) }),
    http: 'GET /rules',
    summary: 'Decisions that are made by themselves',
  }),
  'rule.create': procedure({
    input: z.object({ journal_id: z.int().positive(), folder: z.string().max(4096).default('') }),
    output: z.object({ rules: z.array(Rule) }),
    http: 'POST /rules',
    summary: 'Always do what an applied decision did, in one storage and folder',
  }),
  'rule.change': procedure({
    input: z.object({ id: z.int().positive(), enabled: z.boolean() }),
    output: Rule,
    http: 'PATCH /rules/{id}',
    summary: 'Turn a rule on or off',
  }),
  'rule.remove': procedure({
    input: z.object({ id: z.int().positive() }),
    output: nothing,
    http: 'DELETE /rules/{id}',
    summary: 'Remove a rule; what it did stays',
  }),
  'trash.list': procedure({
    input: z.object({ storage: StorageRef.optional() }),
    output: z.object({ batches: z.array(TrashBatch) }),
    http: 'GET /trash',
    summary: 'Files that were set aside, by batch',
  }),
  'trash.plan': procedure({
    input: z.object({ storage: StorageRef.optional(), older_than_days: z.int().min(0).max(36_500).default(30) }),
    output: TrashPlan,
    http: 'POST /trash/plan',
    summary: 'What emptying would remove for good; nothing is changed',
  }),
  'trash.empty': procedure({
    input: z.object({ plan_id: z.string().min(1).max(64) }),
    output: z.object({ removed_files: z.int(), removed_bytes: z.int(), kept: z.array(z.object({ path: z.string(), reason: z.string() })) }),
    http: 'POST /trash/empty',
    summary: 'Remove the listed files that were set aside, for good',
  }),
} as const;
