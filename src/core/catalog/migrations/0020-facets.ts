import type { Migration } from './migration.ts';

const note = (name: string, event: string, photos: readonly string[], when = ''): string => `
    create trigger facet_after_${name} after ${event} ${when} begin
      insert into facet_change (photo_id) values ${photos.map((photo) => `(${photo})`).join(', ')};
    end;`;
const changedOf = (table: string, columns: readonly string[]): [event: string, when: string] => [
  `update of ${columns.join(', ')} on ${table}`,
  `when ${columns.map((column) => `old.${column} is not new.${column}`).join(' or ')}`,
];
const [photoChanged, whenPhoto] = changedOf('photo', [
  'taken_at',
  'rating',
  'flag',
  'color',
  'camera',
  'lens',
  'kind',
  'format',
  'latitude',
  'title',
  'caption',
  'hidden',
]);
const [fileChanged, whenFile] = changedOf('image_file', ['photo_id', 'session_id', 'storage_id', 'status']);

/**
 * Which photos changed a value that searches count: whoever keeps the values in memory reads those photos again, and not a million.
 * The newest row always stays, so that no number comes twice.
 */
export const migration0020: Migration = {
  version: 20,
  name: 'facets',
  sql: `
    create table facet_change (seq integer primary key, photo_id integer not null) strict;
    ${note('photo_insert', 'insert on photo', ['new.id'])}
    ${note('photo_delete', 'delete on photo', ['old.id'])}
    ${note('photo_update', photoChanged, ['new.id'], whenPhoto)}
    ${note('tag_insert', 'insert on photo_tag', ['new.photo_id'])}
    ${note('tag_delete', 'delete on photo_tag', ['old.photo_id'])}
    ${note('tag_update', 'update on photo_tag', ['old.photo_id', 'new.photo_id'])}
    ${note('file_insert', 'insert on image_file', ['new.photo_id'])}
    ${note('file_delete', 'delete on image_file', ['old.photo_id'])}
    ${note('file_update', fileChanged, ['old.photo_id', 'new.photo_id'], whenFile)}
  `,
};
