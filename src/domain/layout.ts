/** Where an imported file goes below the photos folder: the layouts of an import. */
import { templatePath, type TemplateInput } from './path-template.ts';
import { baseName, dirName, joinRelPath, portableName, type RelPath } from './rel-path.ts';

export type Layout = 'keep' | 'date' | 'session' | 'flat';

export interface LayoutInput {
  /** Name of the source folder, empty when single files were given. */
  readonly sourceName: string;
  /** Relative to the source folder. */
  readonly relativePath: string;
  readonly sessionTitle: string;
  /** Wall-clock ISO time of the primary; null when undated. */
  readonly takenAt: string | null;
}

/**
 * The wished-for place of a primary file; clashes are solved when it is placed.
 * `keep` keeps the source's own folders, `date` makes 2024/2024-07-15, `session` one folder per session, `flat` none.
 */
export function targetPath(layout: Layout, input: LayoutInput): RelPath {
  const name = portableName(baseName(input.relativePath));
  switch (layout) {
    case 'keep':
      return joinRelPath(portableName(input.sourceName), ...dirName(input.relativePath).split('/').map(portableName), name);
    case 'date':
      return input.takenAt == null
        ? joinRelPath('undated', name)
        : joinRelPath(input.takenAt.slice(0, 4), input.takenAt.slice(0, 10), name);
    case 'session':
      return joinRelPath(folderName(input.sessionTitle), name);
    case 'flat':
      return joinRelPath(name);
  }
}

/** The wished-for place under a layout, or under a template when there is one. */
export function wishedPath(request: { readonly layout: Layout; readonly template?: string | undefined }, input: TemplateInput): RelPath {
  return request.template === undefined ? targetPath(request.layout, input) : templatePath(request.template, input);
}

/** A title as a folder name: never empty, never `.` or `..`. */
function folderName(title: string): string {
  const name = portableName(title.trim()).replace(/^\.+/, '').trim();
  return name === '' ? 'Session' : name;
}
