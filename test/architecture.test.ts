/**
 * Proves that the checks can fail: one violation per rule is planted in a copy of the configuration, and the linter and
 * the compiler have to find each of them, and nothing in the files beside them that are clean.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'imalink-architecture-'));
  for (const path of ['package.json', 'tsconfig.base.json', '.oxlintrc.json', 'lint'])
    cpSync(join(root, path), join(copy, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

interface Output {
  readonly text: string;
  readonly failed: boolean;
}

const run = (tool: string, args: readonly string[], cwd: string): Promise<Output> =>
  new Promise((resolve) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32', env: { ...process.env, NO_COLOR: '1' } };
    execFile(join(root, 'node_modules', '.bin', tool), args, options, (error, stdout, stderr) =>
      resolve({ text: stdout + stderr, failed: error != null }),
    );
  });

function plant(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
}

interface LintReport {
  readonly number_of_files: number;
  readonly diagnostics: readonly { readonly code: string; readonly filename: string; readonly message: string }[];
}

async function lint(cwd: string, paths: readonly string[] = []): Promise<LintReport> {
  const { text } = await run('oxlint', ['-f', 'json', ...paths], cwd);
  return JSON.parse(text.slice(text.indexOf('{'))) as LintReport;
}

describe('the linter', () => {
  const longFunction = `export function long(): number {\n${'  work();\n'.repeat(81)}  return 1;\n}\ndeclare function work(): void;\n`;
  const branches = Array.from({ length: 21 }, (_, index) => `  if (n === ${index}) return ${index};\n`).join('');
  const planted: Record<string, [rule: string, text: string]> = {
    'src/domain/uses-node.ts': ['imalink(layers)', "import { join } from 'node:path';\nexport const path = join('a', 'b');\n"],
    'src/contract/uses-core.ts': ['imalink(layers)', "export { log } from '#core/log.ts';\n"],
    'src/core/format/uses-files.ts': ['imalink(layers)', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n"],
    'src/core/catalog/uses-service.ts': [
      'imalink(layers)',
      "import type { Engine } from '#core/services/engine.ts';\nexport type E = Engine;\n",
    ],
    'src/core/services/uses-electron.ts': [
      'imalink(layers)',
      "import { app } from 'electron';\nexport const version = app.getVersion();\n",
    ],
    'src/core/services/loads-electron.ts': ['imalink(layers)', "export const electron = () => import('electron');\n"],
    'src/main/uses-ipc.ts': ['imalink(layers)', "import { ipcMain } from 'electron';\nexport const ipc = ipcMain;\n"],
    'src/preload/uses-shell.ts': ['imalink(layers)', "import { shell } from 'electron';\nexport const open = shell;\n"],
    'src/renderer/src/features/grid/uses-feature.ts': [
      'imalink(layers)',
      "import { zoom } from '#renderer/features/viewer/zoom.ts';\nexport const value = zoom;\n",
    ],
    'src/renderer/src/ui/uses-app.ts': ['imalink(layers)', "import { start } from '../app/start.ts';\nexport const value = start;\n"],
    'src/renderer/src/api/uses-core.ts': ['imalink(layers)', "import { log } from '#core/log.ts';\nexport const value = log;\n"],
    'src/core/barrel.ts': ['imalink(layers)', "export * from './log.ts';\n"],
    'src/renderer/src/ui/Html.tsx': [
      'react(no-danger)',
      'export const Html = ({ text }: { text: string }) => <p dangerouslySetInnerHTML={{ __html: text }} />;\n',
    ],
    'src/renderer/src/ui/inner-html.ts': [
      'imalink(no-html-strings)',
      'export const show = (element: Element, text: string) => void (element.innerHTML = text);\n',
    ],
    'src/renderer/src/ui/Words.tsx': ['imalink(texts)', 'export const Words = () => <p>Nothing here yet</p>;\n'],
    'src/renderer/src/ui/Label.tsx': ['imalink(texts)', 'export const Label = () => <p aria-label="Nothing">–</p>;\n'],
    'src/renderer/src/ui/Counted.tsx': [
      'imalink(texts)',
      'export const Counted = ({ n }: { n: number }) => <p title={n === 0 ? `${n} photos` : undefined}>{n}</p>;\n',
    ],
    'src/renderer/src/ui/told.ts': ['imalink(texts)', "export const told = (): object => ({ title: 'It is done' });\n"],
    'src/renderer/src/ui/kept.ts': ['imalink(texts)', "import { t } from '#renderer/i18n/t.ts';\nexport const kept = t.common.close;\n"],
    'src/core/prints.ts': ['eslint(no-console)', "export const print = (): void => console.log('text');\n"],
    'src/core/default.ts': ['import(no-default-export)', 'const value = 1;\nexport default value;\n'],
    'src/core/any.ts': ['typescript(no-explicit-any)', 'export const anything = (value: any): unknown => value;\n'],
    'src/core/long-file.ts': [
      'eslint(max-lines)',
      'export const a = 1;\n'.repeat(1) + 'work();\n'.repeat(401) + 'declare function work(): void;\n',
    ],
    'src/core/long-function.ts': ['eslint(max-lines-per-function)', longFunction],
    'src/core/tangled.ts': ['eslint(complexity)', `export function tangled(n: number): number {\n${branches}  return -1;\n}\n`],
    'src/core/loose.ts': ['eslint(eqeqeq)', 'export const same = (a: unknown, b: unknown): boolean => a == b;\n'],
  };
  const clean = {
    'src/core/clean.ts':
      "import { join } from 'node:path';\nimport { sep } from '#domain/path.ts';\nexport const path = (a: string | null): string => (a == null ? sep : join(a, 'b'));\n",
    'src/core/clean.test.ts': "import { app } from 'electron';\nexport const version = app.getVersion();\n",
    'src/renderer/src/app/Clean.tsx':
      "import { t } from '#renderer/i18n/t.ts';\nexport const Clean = ({ n }: { n: number }) => <p title={t.common.close}>ImaLink {n} px ·</p>;\n",
    'src/renderer/src/app/clean.ts': "import { zoom } from '#renderer/features/viewer/zoom.ts';\nexport const value = zoom;\n",
  };

  it('finds every planted violation, and leaves clean files alone', async () => {
    plant({ ...clean, ...Object.fromEntries(Object.entries(planted).map(([path, [, text]]) => [path, text])) });
    const { diagnostics, number_of_files } = await lint(copy, ['src']);
    const found = Object.fromEntries(
      Object.keys(planted).map((path) => [path, diagnostics.filter((each) => each.filename === path).map((each) => each.code)]),
    );
    expect(found).toEqual(
      Object.fromEntries(Object.entries(planted).map(([path, [rule]]) => [path, expect.arrayContaining([rule]) as string[]])),
    );
    expect(diagnostics.filter((each) => each.filename in clean)).toEqual([]);
    expect(number_of_files).toBe(Object.keys(planted).length + Object.keys(clean).length);
  });

  it('sees the whole project, and finds every import where the table has it', async () => {
    const { diagnostics, number_of_files } = await lint(root);
    expect(number_of_files).toBeGreaterThan(150);
    const layers = diagnostics.filter((each) => each.code === 'imalink(layers)');
    expect(layers.map(({ filename, message }) => `${filename}: ${message}`)).toEqual([]);
  });
});

describe('the compiler', () => {
  const projects = ['domain', 'contract', 'core', 'workers', 'server', 'cli', 'main', 'preload', 'renderer'];
  const target = 'export const value = 1;\n';
  /** A file, and the error that must be reported in it. */
  const planted: Record<string, [code: string, text: string]> = {
    'src/domain/uses-node.ts': ['TS2591', "import { join } from 'node:path';\nexport const path = join('a', 'b');\n"],
    'src/domain/uses-contract.ts': ['TS6307', "import { value } from '#contract/target.ts';\nexport const path = value;\n"],
    'src/contract/uses-core.ts': ['TS6307', "import { value } from '#core/target.ts';\nexport const path = value;\n"],
    'src/core/uses-page.ts': ['TS2584', 'export const title = document.title;\n'],
    'src/core/uses-server.ts': ['TS6307', "import { value } from '#server/target.ts';\nexport const path = value;\n"],
    'src/server/uses-page.ts': ['TS2304', 'export const page = window;\n'],
    'src/preload/uses-core.ts': ['TS6307', "import { value } from '#core/target.ts';\nexport const path = value;\n"],
    'src/renderer/src/uses-core.ts': ['TS6307', "import { value } from '#core/target.ts';\nexport const path = value;\n"],
    'src/renderer/src/uses-node.ts': ['TS2591', "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n"],
    'src/core/enumerates.ts': ['TS1294', 'export enum Colour { Red }\n'],
    'src/core/unchecked.ts': ['TS2322', 'export const first = (list: readonly string[]): string => list[0];\n'],
  };

  it('refuses what lies outside the references of a project, and its runtime', async () => {
    rmSync(join(copy, 'src'), { recursive: true, force: true });
    for (const name of projects) {
      plant({ [`src/${name}/${name === 'renderer' ? 'src/' : ''}target.ts`]: target });
      cpSync(join(root, 'src', name, 'tsconfig.json'), join(copy, 'src', name, 'tsconfig.json'));
    }
    plant({ 'tsconfig.json': JSON.stringify({ files: [], references: projects.map((name) => ({ path: `src/${name}` })) }) });
    expect(await run('tsc', ['-b', '--pretty', 'false'], copy)).toEqual({ text: '', failed: false });
    plant(Object.fromEntries(Object.entries(planted).map(([path, [, text]]) => [path, text])));
    const { text, failed } = await run('tsc', ['-b', '--pretty', 'false'], copy);
    const found = Object.keys(planted).map((path) => [
      path,
      new RegExp(`^${path.replaceAll('.', '\\.')}\\(.*error (TS\\d+)`, 'm').exec(text)?.[1],
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.entries(planted).map(([path, [code]]) => [path, code])));
    expect(failed).toBe(true);
  });

  it('sees every source file', async () => {
    const lists = await Promise.all(
      ['src/core', 'src/server', 'src/main'].map((project) => run('tsc', ['-p', project, '--listFilesOnly'], root)),
    );
    const seen = new Set(
      lists
        .flatMap(({ text }) => text.split('\n'))
        .map((path) => relative(root, path.trim()))
        .filter((path) => path.startsWith('src')),
    );
    for (const path of ['src/core/services/engine.ts', 'src/server/http-server.ts', 'src/main/index.ts'])
      expect([path, existsSync(join(root, path)), seen.has(path)]).toEqual([path, true, true]);
    expect(seen.size).toBeGreaterThan(100);
  });
});
