/** The JSON Schemas of the storage format, as they must stand in docs/format. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { MasterIndex } from '#core/format/master-index.ts';
import {
  AuthorsFile,
  CollectionFile,
  DecisionsFile,
  RulesFile,
  SearchesFile,
  StacksFile,
  TombstonesFile,
} from '#core/format/metadata-files.ts';
import { SessionIndex } from '#core/format/session-index.ts';

const documents = [
  { file: 'master-index.schema.json', title: 'ImaLink storage: index.json', schema: MasterIndex },
  { file: 'session-index.schema.json', title: 'ImaLink storage: imports/session_<id>.json', schema: SessionIndex },
  { file: 'authors.schema.json', title: 'ImaLink storage: .imalink/metadata/authors.json', schema: AuthorsFile },
  { file: 'collection.schema.json', title: 'ImaLink storage: .imalink/metadata/collections/<uuid>.json', schema: CollectionFile },
  { file: 'stacks.schema.json', title: 'ImaLink storage: .imalink/metadata/stacks.json', schema: StacksFile },
  { file: 'searches.schema.json', title: 'ImaLink storage: .imalink/metadata/searches.json', schema: SearchesFile },
  { file: 'tombstones.schema.json', title: 'ImaLink storage: .imalink/metadata/tombstones.json', schema: TombstonesFile },
  { file: 'rules.schema.json', title: 'ImaLink storage: .imalink/metadata/rules.json', schema: RulesFile },
  { file: 'decisions.schema.json', title: 'ImaLink storage: .imalink/metadata/decisions.json', schema: DecisionsFile },
] as const;

export function schemaFiles(): { readonly path: string; readonly text: string; readonly schema: object }[] {
  return documents.map(({ file, title, schema }) => {
    const document = { title, ...z.toJSONSchema(schema, { io: 'input' }) };
    return {
      path: fileURLToPath(new URL(`../../docs/format/${file}`, import.meta.url)),
      text: `${JSON.stringify(document, null, 2)}\n`,
      schema: document,
    };
  });
}
