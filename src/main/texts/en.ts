/**
 * What the native parts say in English: menus, dialogs. Titles of macOS are in capitals; the letter after & is the key
 * of a menu on Windows and Linux. An item with a role and no text here has the words of Electron, which are English.
 */
import type { JobDto } from '#contract/job.ts';
import type { MenuItemConstructorOptions } from 'electron';

type JobNames = Readonly<Partial<Record<JobDto['kind'], string>>>;
type Roles = Readonly<Partial<Record<NonNullable<MenuItemConstructorOptions['role']>, string>>>;

export const en = {
  roles: {} as Roles,
  file: { mac: 'File', other: '&File' },
  importFolder: { mac: 'Import Folder…', other: '&Import folder…' },
  exit: 'E&xit',
  quit: '&Quit',
  edit: { mac: 'Edit', other: '&Edit' },
  view: { mac: 'View', other: '&View' },
  appearance: { mac: 'Appearance', other: '&Appearance' },
  likeSystem: { mac: 'Like the System', other: '&Like the system' },
  dark: { mac: 'Dark', other: '&Dark' },
  light: { mac: 'Light', other: 'L&ight' },
  window: '&Window',
  help: { mac: 'Help', other: '&Help' },
  dataFolder: { mac: 'Show ImaLink’s Own Folder', other: "Show ImaLink's own &folder" },
  showLog: { mac: 'Show Log', other: 'Show &log' },
  about: '&About ImaLink',
  chooseFolder: 'Choose a folder',
  chooseFolders: 'Choose folders to import',
  importRuns: 'An import is still running.',
  importRunsDetail: 'What has been imported stays. You can go on with the rest at any time.',
  quitAnyway: 'Quit',
  keepImporting: 'Keep importing',
  appName: 'ImaLink',
  /** Work that is worth a notification. */
  jobs: {
    import: 'The import',
    scan: 'The scan',
    resolve: 'The work on conflicts',
    recover: 'The restore',
    verify: 'The verification',
    mirror: 'The copy of a session',
    edit: 'The change of photos',
  } as JobNames,
  isDone: (job: string) => `${job} is done.`,
  hasStopped: (job: string) => `${job} has stopped.`,
  withProblems: (files: number) => (files === 1 ? '1 file with a problem.' : `${files} files with a problem.`),
  cannotGoOn: 'ImaLink cannot go on',
  logButton: 'Show log',
};
