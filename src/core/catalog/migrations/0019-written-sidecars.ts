import type { Migration } from './migration.ts';

/**
 * A sidecar that ImaLink wrote is known to be its own: what it wrote last, and what stood there when it first did, '' for nothing. So
 * the undo of an import tells our words from those of another program.
 */
export const migration0019: Migration = {
  version: 19,
  name: 'written sidecars',
  sql: `
    alter table companion add column written_checksum text;
    alter table companion add column written_over text;
  `,
};
