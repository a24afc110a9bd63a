import type { Migration } from './migration.ts';

/** Which fields of a photo its XMP sidecar gave: they win over what the file itself says, and lose to the person. */
export const migration0012: Migration = {
  version: 12,
  name: 'sidecar',
  sql: `
    alter table photo add column sidecar_fields text not null default '[]';
    -- The rev of the person's words that stands in the sidecars, where they are written.
    alter table photo add column sidecar_rev integer not null default 0;
    create index photo_sidecar_due on photo (id) where rev <> sidecar_rev;
  `,
};
