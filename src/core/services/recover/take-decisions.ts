/**
 * Rules and remembered decisions of a storage's metadata, merged with those of the catalog: the higher revision wins, and
 * of a removal and a change with the same revision the change. Clocks say nothing. The triggers of the catalog keep
 * revisions and removals (src/core/catalog/migrations/0013-revisions.ts).
 */
import type { Compilable } from '#core/catalog/catalog.ts';
import type { DecisionsFile, RulesFile } from '#core/format/metadata-files.ts';
import { statement } from './photo-queries.ts';

export function takeRules(storageId: number, { rules, removed = [] }: RulesFile): Compilable[] {
  return [
    ...rules.map(({ uuid, folder, kind, resolution, enabled, created_at: createdAt, rev = 1 }) =>
      statement(
        `insert into rule (uuid, storage_id, folder, kind, resolution, enabled, created_at, rev) select ?, ?, ?, ?, ?, ?, ?, ?
          where not exists (select 1 from removed_rule where uuid = ? and rev > ?)
          on conflict (uuid) do update set
            folder = excluded.folder, kind = excluded.kind, resolution = excluded.resolution, enabled = excluded.enabled, rev = excluded.rev
          where excluded.rev > rule.rev or (excluded.rev = rule.rev and (excluded.folder, excluded.kind, excluded.resolution, excluded.enabled)
            > (rule.folder, rule.kind, rule.resolution, rule.enabled))`,
        [uuid, storageId, folder, kind, resolution, enabled ? 1 : 0, createdAt, rev, uuid, rev],
      ),
    ),
    ...removed.flatMap(({ uuid, rev }) => [
      statement('delete from rule where uuid = ? and storage_id = ? and rev < ?', [uuid, storageId, rev]),
      statement(
        `insert into removed_rule (uuid, storage_id, rev) select ?, ?, ? where not exists (select 1 from rule where uuid = ?)
          on conflict do update set rev = max(rev, excluded.rev)`,
        [uuid, storageId, rev, uuid],
      ),
    ]),
    // Two machines made a rule for the same: one stays, the same one on both.
    statement(
      `delete from rule where storage_id = ? and exists (select 1 from rule other where other.storage_id = rule.storage_id
        and other.folder = rule.folder and other.kind = rule.kind and (other.rev, other.uuid) > (rule.rev, rule.uuid))`,
      [storageId],
    ),
  ];
}

const thisDecision = 'storage_id = ? and decision = ? and hothash = ? and path = ?';

export function takeDecisions(storageId: number, { decisions, removed = [] }: DecisionsFile): Compilable[] {
  return [
    // Forgotten photos stand in tombstones.json.
    ...decisions
      .filter(({ decision }) => decision !== 'tombstone')
      .map(({ decision, hothash, path, decided_at: decidedAt, rev = 1 }) => {
        const key = [storageId, decision, hothash, path] as const;
        return statement(
          `insert into remembered (storage_id, decision, hothash, path, decided_at, rev) select ?, ?, ?, ?, ?, ?
            where not exists (select 1 from removed_decision where ${thisDecision} and rev > ?)
            on conflict do update set rev = excluded.rev where excluded.rev > remembered.rev`,
          [...key, decidedAt, rev, ...key, rev],
        );
      }),
    ...removed.flatMap(({ decision, hothash, path, rev }) => {
      const key = [storageId, decision, hothash, path] as const;
      return [
        statement(`delete from remembered where ${thisDecision} and rev < ?`, [...key, rev]),
        statement(
          `insert into removed_decision (storage_id, decision, hothash, path, rev) select ?, ?, ?, ?, ?
            where not exists (select 1 from remembered where ${thisDecision})
            on conflict do update set rev = max(rev, excluded.rev)`,
          [...key, rev, ...key],
        ),
      ];
    }),
  ];
}
