/**
 * One job from end to end: read once, name, describe, preview. Runs in a worker thread or, in tests, anywhere.
 * Nothing a file contains makes it throw: what goes wrong is in the outcome.
 */
import { unlinkSync } from 'node:fs';
import { basename } from 'node:path';
import type { ProblemCode } from '#contract/problem.ts';
import { parseContainer } from './parse-container.ts';
import type { Container } from './container.ts';
import { mediaFailure, problemOf } from './failure.ts';
import { isFalseImageName, isLyingName, type DetectedFormat } from './formats.ts';
import { computeHothash } from './hothash.ts';
import { hasHotpreview, hotpreviewLongEdgePx, writeHotpreview } from './hotpreview-file.ts';
import { openGate } from './large-gate.ts';
import { readAllTags } from './metadata/all-tags.ts';
import { emptyMetadata, readMetadata } from './metadata/read-metadata.ts';
import { renderPicture, type LargeGate } from './preview/render-picture.ts';
import { ownMemory, type ReadMemory } from './read-memory.ts';
import { noControl, readOnce, type ReadControl, type ReadFile } from './read-once.ts';
import type { MediaJob, MediaOutcome, MediaRemark, MediaResult, TagsOutcome } from './types.ts';

export interface JobTools {
  readonly control: ReadControl;
  readonly gate: LargeGate;
  /** Of one task at a time. */
  readonly memory: ReadMemory;
  /** For the rule that a capture time in the future is none. */
  readonly now: () => number;
}

/** Tools for a single thread. */
export const plainTools: JobTools = { control: noControl, gate: openGate, memory: ownMemory, now: Date.now };

/** Runs a job. Never rejects; after a failure no copy is left. */
export async function runMediaJob(job: MediaJob, tools: JobTools = plainTools): Promise<MediaOutcome> {
  let file: ReadFile | null = null;
  try {
    file = await readOnce(job, tools.control, tools.memory);
    const value = await examine(job, file, tools);
    if (tools.control.isCancelled()) throw mediaFailure('worker-crashed', 'cancelled');
    return { ok: true, value };
  } catch (error) {
    if (file != null && job.copyToPath != null) removeCopy(job.copyToPath);
    return { ok: false, problem: problemOf(error, 'damaged', job.sourcePath) };
  } finally {
    file?.close();
  }
}

/** SHA-256 of all bytes of a file; null when it cannot be read, or changes while it is. */
export async function checksumOf(path: string, { control, memory }: JobTools): Promise<string | null> {
  try {
    const file = await readOnce({ sourcePath: path, copyToPath: null, verify: false }, control, memory);
    file.close();
    return file.checksum;
  } catch {
    return null;
  }
}

/** Renders a file's picture larger than the hotpreview. Never rejects. */
export async function renderFile(
  path: string,
  longEdgePx: number | null,
  tools: JobTools = plainTools,
): Promise<{ ok: true; jpeg: Buffer } | { ok: false; problem: MediaRemark }> {
  let file: ReadFile | null = null;
  try {
    file = await readOnce({ sourcePath: path, copyToPath: null, verify: false }, tools.control, tools.memory);
    const { container } = parseContainer(file.source);
    const { exifOrientation } = await describe(file, container, '', 0);
    const picture = { path, source: file.source, bytes: file.bytes, container, orientation: container.orientation ?? exifOrientation };
    const rendered = await renderPicture(picture, longEdgePx, tools.gate);
    return rendered.jpeg == null
      ? { ok: false, problem: { code: rendered.code, message: `${path}: ${rendered.reason}` } }
      : { ok: true, jpeg: rendered.jpeg };
  } catch (error) {
    return { ok: false, problem: problemOf(error, 'damaged', path) };
  } finally {
    file?.close();
  }
}

/** Reads all that the metadata of a file says. Never rejects. */
export async function readTags(path: string, tools: JobTools = plainTools): Promise<TagsOutcome> {
  let file: ReadFile | null = null;
  try {
    file = await readOnce({ sourcePath: path, copyToPath: null, verify: false }, tools.control);
    return { ok: true, groups: await readAllTags(parseContainer(file.source).container) };
  } catch (error) {
    // An offset that a hostile block made up: the file says nothing that could be read.
    return error instanceof RangeError ? { ok: true, groups: [] } : { ok: false, problem: problemOf(error, 'damaged', path) };
  } finally {
    file?.close();
  }
}

async function examine(job: MediaJob, file: ReadFile, tools: JobTools): Promise<MediaResult> {
  const { detected, container } = parseContainer(file.source);
  const named = computeHothash(file.source, container, file.checksum);
  const fileName = basename(job.sourcePath);
  const described = job.hashOnly ? nothingKnown : await describe(file, container, fileName, tools.now());
  const orientation = container.orientation ?? described.exifOrientation;
  const isTurned = orientation >= 5;
  const remarks = nameRemarks(job.sourcePath, fileName, detected);
  const preview = await makePreview({ job, file, container, orientation, hothash: named.hothash, gate: tools.gate });
  if (preview.remark != null) remarks.push(preview.remark);
  else if (isTruncated(container))
    remarks.push({ code: 'damaged', message: `${job.sourcePath}: the file ends early or its structure is broken` });
  return {
    sizeBytes: file.sizeBytes,
    mtimeMs: file.mtimeMs,
    checksum: file.checksum,
    ...named,
    kind: container.kind,
    format: container.format,
    codedWidthPx: container.codedWidthPx,
    codedHeightPx: container.codedHeightPx,
    widthPx: isTurned ? container.codedHeightPx : container.codedWidthPx,
    heightPx: isTurned ? container.codedWidthPx : container.codedHeightPx,
    orientation,
    metadata: described.metadata,
    hasHotpreview: preview.isThere,
    remarks,
  };
}

const nothingKnown = { metadata: emptyMetadata, exifOrientation: 1 };

/** Metadata that cannot be read is metadata that is not there; the photo is imported all the same. */
async function describe(file: ReadFile, container: Container, fileName: string, nowMs: number): Promise<typeof nothingKnown> {
  try {
    return await readMetadata(file.source, container, { fileName, mtimeMs: file.mtimeMs, nowMs });
  } catch (error) {
    if (error instanceof RangeError) return nothingKnown; // an offset that a hostile block made up
    throw error;
  }
}

function nameRemarks(path: string, fileName: string, detected: DetectedFormat): MediaRemark[] {
  if (isFalseImageName(fileName, detected))
    return [
      {
        code: 'not-an-image',
        message: `${path}: named like a picture, but it is ${detected === 'UNKNOWN' ? 'none that ImaLink knows' : `a ${detected} file`}`,
      },
    ];
  if (isLyingName(fileName, detected))
    return [{ code: 'lying', message: `${path}: the name says otherwise, but this is a ${detected} file` }];
  return [];
}

function isTruncated(container: Container): boolean {
  return !container.isComplete && (container.kind === 'image' || container.kind === 'raw' || container.kind === 'video');
}

interface PreviewTask {
  readonly job: MediaJob;
  readonly file: ReadFile;
  readonly container: Container;
  readonly orientation: number;
  readonly hothash: string;
  readonly gate: LargeGate;
}

async function makePreview(task: PreviewTask): Promise<{ isThere: boolean; remark: MediaRemark | null }> {
  const { job, container, hothash } = task;
  const dir = job.hotpreviewsDir;
  if (dir == null || job.hashOnly || (container.kind !== 'image' && container.kind !== 'raw')) return { isThere: false, remark: null };
  if (job.replaceHotpreview !== true && hasHotpreview(dir, hothash)) return { isThere: true, remark: null };
  const picture = { path: job.sourcePath, source: task.file.source, bytes: task.file.bytes, container, orientation: task.orientation };
  const rendered = await renderPicture(picture, hotpreviewLongEdgePx, task.gate);
  if (rendered.jpeg == null) return { isThere: false, remark: remark(job.sourcePath, rendered.code, rendered.reason) };
  try {
    writeHotpreview(dir, hothash, rendered.jpeg);
  } catch (error) {
    // a preview can be made again at any time: no reason to refuse the photo
    return { isThere: false, remark: problemOf(error, 'write-failed', job.sourcePath) };
  }
  return { isThere: true, remark: rendered.complaint == null ? null : remark(job.sourcePath, 'damaged', rendered.complaint) };
}

function remark(path: string, code: ProblemCode, reason: string): MediaRemark {
  return { code, message: `${path}: ${reason}` };
}

function removeCopy(path: string): void {
  try {
    unlinkSync(path); // readOnce created it exclusively; an outcome that fails leaves no copy
  } catch {
    // gone already
  }
}
