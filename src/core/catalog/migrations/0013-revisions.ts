import type { Migration } from './migration.ts';

const decision = 'storage_id = new.storage_id and decision = new.decision and hothash = new.hothash and path = new.path';

/**
 * Rules and remembered decisions merge between machines: each has a revision, and what is removed leaves one behind. The
 * triggers keep both, whoever changes the rows.
 */
export const migration0013: Migration = {
  version: 13,
  name: 'revisions',
  sql: `
    alter table rule add column rev integer not null default 1;
    alter table remembered add column rev integer not null default 1;
    create table removed_rule (
      uuid text primary key,
      storage_id integer not null references storage(id) on delete cascade,
      rev integer not null
    ) strict, without rowid;
    create table removed_decision (
      storage_id integer not null references storage(id) on delete cascade,
      decision text not null,
      hothash text not null,
      path text not null,
      rev integer not null,
      primary key (storage_id, decision, hothash, path)
    ) strict, without rowid;

    create trigger revise_rule after update of folder, kind, resolution, enabled on rule when new.rev = old.rev begin
      update rule set rev = old.rev + 1 where id = new.id;
    end;
    create trigger remove_rule after delete on rule begin
      insert into removed_rule (uuid, storage_id, rev) values (old.uuid, old.storage_id, old.rev + 1)
        on conflict do update set rev = max(rev, excluded.rev);
    end;
    create trigger return_rule after insert on rule when exists (select 1 from removed_rule where uuid = new.uuid) begin
      update rule set rev = max(rev, (select rev + 1 from removed_rule where uuid = new.uuid)) where id = new.id;
      delete from removed_rule where uuid = new.uuid;
    end;
    create trigger remove_decision after delete on remembered begin
      insert into removed_decision (storage_id, decision, hothash, path, rev)
        values (old.storage_id, old.decision, old.hothash, old.path, old.rev + 1)
        on conflict do update set rev = max(rev, excluded.rev);
    end;
    create trigger return_decision after insert on remembered when exists (select 1 from removed_decision where ${decision}) begin
      update remembered set rev = max(rev, (select rev + 1 from removed_decision where ${decision})) where ${decision};
      delete from removed_decision where ${decision};
    end;
  `,
};
