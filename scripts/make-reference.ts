/** Writes docs/api/reference.md and docs/api/cli-documents.schema.json from the tables: node scripts/make-reference.ts */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { documentsSchema } from '#cli/documents.ts';
import { referencePath, referenceText } from './api-reference.ts';

writeFileSync(referencePath, referenceText());
writeFileSync(
  fileURLToPath(new URL('../docs/api/cli-documents.schema.json', import.meta.url)),
  `${JSON.stringify(documentsSchema(), null, 2)}\n`,
);
