/** Numbered, additive, forward only. A released migration is never edited: schema.test.ts holds its result. */
import { migration0001 } from './0001-first.ts';
import { migration0002 } from './0002-scan.ts';
import { migration0003 } from './0003-organize.ts';
import { migration0004 } from './0004-clone.ts';
import { migration0005 } from './0005-metadata.ts';
import { migration0006 } from './0006-verify.ts';
import { migration0007 } from './0007-search.ts';
import { migration0008 } from './0008-arrange.ts';
import { migration0009 } from './0009-index-files.ts';
import { migration0010 } from './0010-move.ts';
import { migration0011 } from './0011-sessions.ts';
import { migration0012 } from './0012-sidecar.ts';
import { migration0013 } from './0013-revisions.ts';
import { migration0014 } from './0014-large-edits.ts';
import { migration0015 } from './0015-places.ts';
import { migration0016 } from './0016-timeline.ts';
import { migration0017 } from './0017-custom-fields.ts';
import { migration0018 } from './0018-parts.ts';
import { migration0019 } from './0019-written-sidecars.ts';
import { migration0020 } from './0020-facets.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  migration0001,
  migration0002,
  migration0003,
  migration0004,
  migration0005,
  migration0006,
  migration0007,
  migration0008,
  migration0009,
  migration0010,
  migration0011,
  migration0012,
  migration0013,
  migration0014,
  migration0015,
  migration0016,
  migration0017,
  migration0018,
  migration0019,
  migration0020,
];
/** The newest version; a number may be missing from the list. */
export const currentVersion: number = Math.max(...migrations.map((migration) => migration.version));
