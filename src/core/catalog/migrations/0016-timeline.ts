import type { Migration } from './migration.ts';

const note = (name: string, event: string, photo: 'new' | 'old', when = ''): string => `
    create trigger timeline_after_${name} after ${event} on photo ${when} begin
      insert into timeline_change (photo_id) values (${photo}.id);
    end;`;
const facts = ['taken_at', 'day', 'width', 'height', 'hidden'];

/**
 * Which photos changed their place in the timeline, or what it shows of them: whoever keeps its order in memory takes in what
 * came after the last change it knows. The newest row always stays, so that no number comes twice.
 */
export const migration0016: Migration = {
  version: 16,
  name: 'timeline',
  sql: `
    create table timeline_change (seq integer primary key, photo_id integer not null) strict;
    ${note('photo_insert', 'insert', 'new')}
    ${note('photo_delete', 'delete', 'old')}
    ${note('photo_update', `update of ${facts.join(', ')}`, 'new', `when ${facts.map((fact) => `old.${fact} is not new.${fact}`).join(' or ')}`)}
    -- An edit of a million photos puts every row of the index of words anew. At a tenth of rows gone, as is the default, a part is
    -- merged again and again; at half of them it is as often as it has halved.
    insert into photo_search (photo_search, rank) values ('deletemerge', 50);
  `,
};
