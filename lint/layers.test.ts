import { describe, expect, it } from 'vitest';
// @ts-expect-error -- oxlint loads the rule as plain JavaScript
import { importProblem as untyped } from './layers.mjs';

const importProblem = untyped as (path: string, specifier: string, members?: string[]) => string | null;

describe('the import table', () => {
  it.each([
    ['domain/photo.ts', './rel-path.ts'],
    ['contract/photo.ts', 'zod'],
    ['core/format/master-index.ts', '#contract/ids.ts'],
    ['core/format/master-index.ts', 'zod'],
    ['core/catalog/catalog.ts', 'better-sqlite3'],
    ['core/catalog/catalog.ts', '#core/log.ts'],
    ['core/media/containers/jpeg.ts', '../byte-source.ts'],
    ['core/services/engine.ts', '#core/media/media-pool.ts'],
    ['core/services/import/run.ts', '../context.ts'],
    ['workers/media-worker.ts', '#core/media/types.ts'],
    ['server/http-server.ts', 'node:http'],
    ['cli/imalink.ts', '#server/serve-command.ts'],
    ['main/page-protocol.ts', '#server/web-app.ts'],
    ['renderer/src/main.tsx', './app/App.tsx'],
    ['renderer/src/app/App.tsx', '#renderer/features/grid/Grid.tsx'],
    ['renderer/src/features/grid/Grid.tsx', './row-layout.ts'],
    ['renderer/src/features/grid/Grid.tsx', '#renderer/ui/Button.tsx'],
    ['renderer/src/features/grid/Grid.tsx', '#domain/rel-path.ts'],
    ['renderer/src/ui/Button.tsx', './Button.module.css'],
    ['renderer/src/ui/format.ts', '#renderer/i18n/t.ts'],
    ['renderer/src/api/client.ts', '#contract/bridge.ts'],
  ])('lets %s import %s', (path, specifier) => {
    expect(importProblem(path, specifier)).toBeNull();
  });

  it.each([
    ['domain/photo.ts', 'node:path', 'domain may not import node: modules.'],
    ['domain/photo.ts', 'zod', 'domain may not import the package zod.'],
    ['domain/photo.ts', '#contract/photo.ts', 'domain may not import contract.'],
    ['domain/photo.ts', '../contract/photo.ts', 'domain may not import contract.'],
    ['contract/photo.ts', '#core/log.ts', 'contract may not import core.'],
    ['core/format/master-index.ts', 'node:fs', 'core/format may not import node: modules.'],
    ['core/catalog/catalog.ts', '#core/services/engine.ts', 'core/catalog may not import core/services.'],
    ['core/media/decode.ts', '#core/catalog/catalog.ts', 'core/media may not import core/catalog.'],
    ['core/log.ts', './catalog/catalog.ts', 'core may not import core/catalog.'],
    ['core/services/engine.ts', 'electron', 'core/services may not import electron.'],
    ['core/services/engine.ts', 'react', 'Only the renderer may import react.'],
    ['workers/media-worker.ts', '#server/web-app.ts', 'workers may not import server.'],
    ['server/http-server.ts', 'electron', 'server may not import electron.'],
    ['server/http-server.ts', '#cli/imalink.ts', 'server may not import cli.'],
    ['cli/imalink.ts', '../main/index.ts', 'cli may not import main.'],
    ['preload/index.ts', '#domain/photo.ts', 'preload may not import domain.'],
    ['preload/index.ts', 'node:fs', 'preload may not import node: modules.'],
    ['renderer/src/api/client.ts', '#core/log.ts', 'renderer/api may not import core.'],
    ['renderer/src/api/client.ts', 'kysely', 'A page may not import kysely.'],
    ['renderer/src/features/grid/Grid.tsx', 'electron', 'renderer/features may not import electron.'],
    [
      'renderer/src/features/grid/Grid.tsx',
      '../viewer/Viewer.tsx',
      'The feature grid may not import the feature viewer: share it in ui, api or app.',
    ],
    ['renderer/src/features/grid/Grid.tsx', '#renderer/app/App.tsx', 'renderer/features may not import renderer/app.'],
    ['renderer/src/ui/Button.tsx', '#renderer/api/client.ts', 'renderer/ui may not import renderer/api.'],
    ['renderer/src/i18n/t.ts', '#renderer/ui/format.ts', 'renderer/i18n may not import renderer/ui.'],
    ['core/services/import/run.ts', '../../log.ts', 'Write #… instead of ../../log.ts: two steps up are one too many.'],
    ['main/index.ts', '#test/x.ts', '#test/x.ts leads to no layer of the table.'],
  ])('does not let %s import %s', (path, specifier, message) => {
    expect(importProblem(path, specifier)).toBe(message);
  });

  it('knows which members of electron belong where', () => {
    expect(importProblem('main/index.ts', 'electron', ['app', 'BrowserWindow'])).toBeNull();
    expect(importProblem('main/ipc-adapter.ts', 'electron', ['ipcMain'])).toBeNull();
    expect(importProblem('main/index.ts', 'electron', ['ipcMain'])).toBe('ipcMain of electron may not be imported here.');
    expect(importProblem('preload/index.ts', 'electron', ['contextBridge', 'ipcRenderer', 'webUtils'])).toBeNull();
    expect(importProblem('preload/index.ts', 'electron', ['shell'])).toBe('shell of electron may not be imported here.');
  });
});
