/** Writes docs/format/*.schema.json from the validators the code reads indexes with: node scripts/make-schemas.ts */
import { writeFileSync } from 'node:fs';
import { schemaFiles } from '../test/format/schema-files.ts';

for (const { path, text } of schemaFiles()) writeFileSync(path, text);
