/** What each command prints with --json, as the validators of the contract say it: the source of docs/api/cli-documents.schema.json. */
import { z } from 'zod';
import { errorTable, type ErrorCode } from '#contract/errors.ts';
import { ImportPreview, ImportResult, PreviewFile } from '#contract/import.ts';
import { procedures, type ProcedureName } from '#contract/procedures.ts';
import { MirrorResult, RecoverResult, VerifyResult } from '#contract/recover.ts';
import { ResolvePlan, ResolveResult, TrashPlan, UndoImportPlan } from '#contract/resolve.ts';
import { ScanResult } from '#contract/scan.ts';
import { DiscoveredStorage } from '#contract/storage.ts';

const of = (name: ProcedureName): z.ZodType => procedures[name].output;

/** By the words of the command. A command with two documents lists first what it plans, then what it did. */
export const documents: Readonly<Record<string, z.ZodType>> = {
  'storage create': of('storage.create'),
  'storage adopt': of('storage.adopt'),
  'storage list': of('storage.list'),
  'storage show': of('storage.show'),
  'storage stats': of('storage.statistics'),
  'storage check': of('storage.check'),
  places: of('places.cells'),
  'folder list': of('folder.list'),
  'storage discover': z.object({ found: z.array(DiscoveredStorage) }),
  'storage relocate': of('storage.relocate'),
  'storage answer': of('storage.answerClone'),
  'storage edit': of('storage.edit'),
  'storage deactivate': of('storage.deactivate'),
  'storage reactivate': of('storage.reactivate'),
  'storage forget': of('storage.forget'),
  'storage mirror': MirrorResult,
  import: z.union([ImportPreview.extend({ files: z.array(PreviewFile) }), ImportResult]),
  cards: of('card.list'),
  'session list': of('session.list'),
  'session show': of('session.show'),
  'session edit': of('session.edit'),
  'session resume': ImportResult,
  'session move': of('session.movePhotos'),
  'session split': of('session.split'),
  'session merge': of('session.merge'),
  'session undo': z.union([UndoImportPlan, ResolveResult]),
  'photo show': of('photo.show'),
  'photo metadata': of('photo.metadata'),
  'photo why': of('photo.why'),
  'photo rate': of('photo.edit'),
  'photo flag': of('photo.edit'),
  'photo tag': of('photo.edit'),
  'photo caption': of('photo.edit'),
  'photo custom': of('photo.edit'),
  'custom list': z.union([of('custom.list'), of('custom.values')]),
  'tag list': of('tag.list'),
  'tag rename': of('tag.rename'),
  'tag remove': of('tag.remove'),
  'edit list': of('edit.list'),
  'edit undo': of('edit.undo'),
  'edit redo': of('edit.redo'),
  'album list': of('album.list'),
  'album show': of('album.show'),
  'album create': of('album.create'),
  'album add': of('album.addPhotos'),
  'album remove': of('album.removePhotos'),
  search: of('search'),
  hash: of('hash'),
  dump: of('dump'),
  scan: ScanResult,
  watch: z.union([ScanResult, z.object({ storage_uuid: z.string(), error: errorShape() })]),
  'conflicts list': of('conflict.list'),
  'conflicts show': of('conflict.show'),
  'conflicts explain': of('conflict.explain'),
  'conflicts resolve': z.union([ResolvePlan, ResolveResult.extend({ scans: z.array(ScanResult) })]),
  'conflicts report': of('conflict.report'),
  'conflicts later': of('conflict.postpone'),
  'rules list': of('rule.list'),
  'rules create': of('rule.create'),
  'rules set': of('rule.change'),
  'rules remove': of('rule.remove'),
  'trash list': of('trash.list'),
  'trash empty': z.union([TrashPlan, of('trash.empty')]),
  'history list': of('history.list'),
  'history show': of('history.show'),
  'history undo': of('history.undo'),
  recover: RecoverResult,
  'index status': of('index.status'),
  'index generate': of('index.generate'),
  'index show': z.union([of('index.master'), of('index.session')]),
  verify: VerifyResult,
  copies: of('copies'),
  doctor: of('system.doctor'),
  'settings list': of('settings.get'),
  'settings set': of('settings.set'),
  completion: z.object({ shell: z.string(), script: z.string() }),
  man: z.object({ page: z.string() }),
};

/** Printed instead when a command fails. */
export const failureDocument = z.object({ error: errorShape() });

function errorShape() {
  const codes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];
  return z.object({ code: z.enum(codes), message: z.string(), details: z.record(z.string(), z.unknown()) });
}

/** One JSON Schema document: `#/$defs/<command>` for each command, `#/$defs/error` for failures. */
export function documentsSchema(): object {
  const schemaOf = (schema: z.ZodType): object => {
    const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }) as Record<string, unknown>;
    return rest;
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'What each command of imalink prints with --json',
    $defs: {
      ...Object.fromEntries(Object.entries(documents).map(([name, schema]) => [name, schemaOf(schema)])),
      error: schemaOf(failureDocument),
    },
  };
}
