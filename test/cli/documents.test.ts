/** The published descriptions of the API are those of the code. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { documents, documentsSchema } from '#cli/documents.ts';
import { commands } from '#cli/run.ts';
import { referencePath, referenceText } from '../../scripts/api-reference.ts';

test('every command that prints a document has its schema, and no schema is of a command that is gone', () => {
  const withoutDocument = ['serve'];
  expect(Object.keys(documents).toSorted()).toEqual(
    commands
      .map(({ name }) => name)
      .filter((name) => !withoutDocument.includes(name))
      .toSorted(),
  );
});

test('the schemas in docs/api are those of the code (node scripts/make-reference.ts)', () => {
  const published = readFileSync(new URL('../../docs/api/cli-documents.schema.json', import.meta.url), 'utf8');
  expect(published).toBe(`${JSON.stringify(documentsSchema(), null, 2)}\n`);
});

test('the API reference is that of the code (node scripts/make-reference.ts)', () => {
  expect(readFileSync(referencePath, 'utf8')).toBe(referenceText());
});
