/** Places of imported photos in a person's own words: `{YYYY}/{MM} {session}/{name}`. Pure. */
import { baseName, dirName, joinRelPath, portableName, splitName, type RelPath } from './rel-path.ts';
import type { LayoutInput } from './layout.ts';

export interface TemplateInput extends LayoutInput {
  readonly camera: string | null;
}

interface Token {
  readonly name: string;
  readonly help: string;
  /** Null when the photo does not say. */
  readonly fill: (input: TemplateInput) => string | null;
  /** What stands there for a photo that does not say. */
  readonly otherwise: string;
}

const time =
  (from: number, to: number) =>
  ({ takenAt }: TemplateInput): string | null =>
    takenAt === null ? null : takenAt.slice(from, to);
const undated = 'undated';

export const templateTokens: readonly Token[] = [
  { name: 'YYYY', help: 'year', fill: time(0, 4), otherwise: undated },
  { name: 'YY', help: 'year, two digits', fill: time(2, 4), otherwise: undated },
  { name: 'MM', help: 'month', fill: time(5, 7), otherwise: undated },
  { name: 'DD', help: 'day', fill: time(8, 10), otherwise: undated },
  { name: 'hh', help: 'hour', fill: time(11, 13), otherwise: undated },
  { name: 'mm', help: 'minute', fill: time(14, 16), otherwise: undated },
  { name: 'ss', help: 'second', fill: time(17, 19), otherwise: undated },
  { name: 'camera', help: 'camera', fill: ({ camera }) => camera, otherwise: 'unknown camera' },
  { name: 'session', help: 'title of the session', fill: ({ sessionTitle }) => sessionTitle, otherwise: 'Session' },
  { name: 'source', help: 'name of the source folder', fill: ({ sourceName }) => sourceName, otherwise: '' },
  { name: 'folder', help: 'folders inside the source', fill: ({ relativePath }) => dirName(relativePath), otherwise: '' },
  { name: 'name', help: 'file name without its ending', fill: ({ relativePath }) => splitName(baseName(relativePath)).stem, otherwise: '' },
];
const byName = new Map(templateTokens.map((token) => [token.name, token]));
const tokenPattern = /\{([^{}]*)\}/g;

export type TemplateFault =
  | { readonly code: 'unknown-part'; readonly part: string }
  | { readonly code: 'lone-bracket' | 'separator' | 'leads-out' | 'name-before-end' | 'empty' };

/** Every part of a template, as it is written. */
export const templateParts: string = templateTokens.map(({ name }) => `{${name}}`).join(' ');

/** Why a template cannot be used; null when it can. */
export function templateFault(template: string): TemplateFault | null {
  const unknown = [...template.matchAll(tokenPattern)].find(([, name = '']) => !byName.has(name));
  if (unknown) return { code: 'unknown-part', part: unknown[0] };
  if (/[{}]/.test(template.replaceAll(tokenPattern, ''))) return { code: 'lone-bracket' };
  if (template.includes('\0') || template.includes('\\')) return { code: 'separator' };
  const segments = template.split('/');
  if (segments.some((segment) => segment.trim() === '.' || segment.trim() === '..')) return { code: 'leads-out' };
  if (segments.slice(0, -1).some((segment) => segment.includes('{name}'))) return { code: 'name-before-end' };
  return template.trim() === '' ? { code: 'empty' } : null;
}

/** The same in English. */
export function templateProblem(template: string): string | null {
  const fault = templateFault(template);
  return fault && templateMessage(fault);
}

/** A fault in English. */
export function templateMessage(fault: TemplateFault): string {
  switch (fault.code) {
    case 'unknown-part':
      return `${fault.part} is no part of a template; there are ${templateParts}`;
    case 'lone-bracket':
      return 'A bracket { or } stands alone';
    case 'separator':
      return 'Folders are separated by /';
    case 'leads-out':
      return 'A template cannot lead out of the storage';
    case 'name-before-end':
      return '{name} stands in the last part: it is the name of the file';
    case 'empty':
      return 'The template is empty';
  }
}

/**
 * Where a template puts a photo. A last part with `{name}` is the file's name (its ending is kept); without one the name
 * stays as it is. All parts that speak of the time are one folder `undated` for a photo without one.
 */
export function templatePath(template: string, input: TemplateInput): RelPath {
  const original = portableName(baseName(input.relativePath));
  const parts = template.split('/');
  const last = parts.at(-1) ?? '';
  const named = last.includes('{name}') ? parts.pop() : undefined;
  const folders = dedupe(parts.flatMap((part) => fillPart(part, input).split('/')))
    .map((name) => portableName(name.trim()).replace(/^\.+/, '').trim())
    .filter((name) => name !== '');
  if (named === undefined) return joinRelPath(...folders, original);
  const stem = portableName(fillPart(named, input).replaceAll('/', '_').trim()).replace(/^\.+/, '');
  return joinRelPath(...folders, stem === '' ? original : portableName(stem + splitName(original).extension));
}

function fillPart(part: string, input: TemplateInput): string {
  const tokens = [...part.matchAll(tokenPattern)].flatMap(([, name = '']) => byName.get(name) ?? []);
  // `{YYYY}-{MM}` of an undated photo is one word, not `undated-undated`.
  if (!part.includes('{name}') && tokens.some((token) => token.otherwise === undated && token.fill(input) === null)) return undated;
  return part.replaceAll(tokenPattern, (_, name: string) => {
    const token = byName.get(name);
    const text = token?.fill(input)?.trim();
    const filled = text === undefined || text === '' ? (token?.otherwise ?? '') : text;
    // Only the folders of the source are folders; a title with a slash is a name.
    return name === 'folder' ? filled : filled.replaceAll('/', '_');
  });
}

/** `undated/undated` is one folder. */
const dedupe = (names: readonly string[]): string[] => names.filter((name, at) => name !== undated || names[at - 1] !== undated);
