/** The tables as kysely sees them. Column meaning: docs/design/catalog.md. */
import type { Generated } from 'kysely';

export interface CatalogSchema {
  meta: { key: string; value: string };
  storage: {
    id: Generated<number>;
    uuid: string;
    display_name: string;
    directory_name: string;
    base_path: string;
    full_path: string;
    photos_dir: string;
    created_at: string;
    is_active: Generated<number>;
    generation: Generated<number>;
    index_generation: Generated<number>;
    changed_at: string;
    last_scan: Generated<string | null>;
    min_copies: Generated<number>;
    copy_of: Generated<string | null>;
    clone_path: Generated<string | null>;
    last_seen: Generated<string | null>;
    index_sha256: Generated<string | null>;
    extra_json: Generated<string>;
    metadata_generation: Generated<number>;
    metadata_index_generation: Generated<number>;
  };
  author: { id: Generated<number>; uuid: string; name: string };
  session: {
    id: Generated<number>;
    uuid: string;
    storage_id: number;
    title: string;
    notes: Generated<string>;
    author_id: number | null;
    imported_at: string;
    status: 'incomplete' | 'complete';
    listed: Generated<number>;
    found: Generated<number>;
    request_json: string;
    index_file: string;
    generation: Generated<number>;
    index_generation: Generated<number>;
    index_sha256: string | null;
    changed_at: string;
    extra_json: Generated<string>;
    /** Host uuid to the generation of its latest write that the index contains, as it was last written or read. */
    lineage_json: Generated<string>;
    /** Uuid of the session that this one was split off because that was too large; of a part of a part the same. */
    part_of: Generated<string | null>;
  };
  /** Index files as they were last written or read here. */
  index_file: { storage_id: number; name: string; sha256: string; size_bytes: number; mtime_ms: number; text: string | null };
  photo: {
    id: Generated<number>;
    hothash: string;
    hash_algo: 'img1' | 'file1';
    format: string;
    kind: string;
    coded_width: number | null;
    coded_height: number | null;
    width: number | null;
    height: number | null;
    orientation: Generated<number>;
    taken_at: string | null;
    taken_at_offset: string | null;
    taken_at_source: Generated<string>;
    day: string | null;
    camera: string | null;
    lens: string | null;
    exposure_json: string | null;
    latitude: number | null;
    longitude: number | null;
    altitude_m: number | null;
    title: Generated<string>;
    caption: Generated<string>;
    place: Generated<string>;
    rating: Generated<number>;
    flag: Generated<string>;
    color: string | null;
    author_id: number | null;
    content_identifier: string | null;
    has_hotpreview: Generated<number>;
    imported_at: string;
    rev: Generated<number>;
    updated_at: string | null;
    user_fields: Generated<string>;
    sidecar_fields: Generated<string>;
    sidecar_rev: Generated<number>;
    hidden: Generated<'forgotten' | null>;
    hidden_at: Generated<string | null>;
    corrections_json: Generated<string>;
    custom_json: Generated<string>;
    extra_json: Generated<string>;
  };
  /** Custom fields by name and value: kept by triggers, from `photo.custom_json`. */
  photo_custom: { photo_id: number; name: string; value: string };
  photo_previous: { photo_id: number; hothash: string };
  image_file: {
    id: Generated<number>;
    photo_id: number;
    storage_id: number;
    session_id: number;
    path: string;
    path_key: string;
    checksum: string;
    size_bytes: number;
    mtime_ms: number;
    original_filename: string;
    status: Generated<'present' | 'missing' | 'edited' | 'corrupt'>;
    last_seen: string;
    created_at: string;
    verified_at: Generated<string | null>;
    /** Of this catalog alone: when verification last looked, whatever it saw. */
    checked_at: Generated<string | null>;
    extra_json: Generated<string>;
  };
  companion: {
    id: Generated<number>;
    file_id: number;
    storage_id: number;
    path: string;
    path_key: string;
    role: 'raw' | 'live' | 'sidecar' | 'audio' | 'other';
    checksum: string;
    size_bytes: number;
    mtime_ms: number;
    /** What ImaLink wrote last; null where it wrote nothing. */
    written_checksum: Generated<string | null>;
    /** What it wrote over first; '' for nothing. */
    written_over: Generated<string | null>;
    extra_json: Generated<string>;
  };
  session_reference: { session_id: number; file_id: number };
  /** A view: the files of a session, its own and those it refers to. */
  session_file: { session_id: number; file_id: number; photo_id: number };
  tag: { id: Generated<number>; name: string };
  photo_tag: { photo_id: number; tag_id: number };
  journal: {
    id: Generated<number>;
    uuid: string;
    storage_id: number;
    title: string;
    counts_json: string;
    changes_json: string;
    inverse_json: string;
    files_json: Generated<string>;
    status: Generated<'applying' | 'done' | 'undoing'>;
    created_at: string;
    undone_at: string | null;
  };
  finding: {
    id: Generated<number>;
    storage_id: number;
    key: string;
    kind: string;
    path: string;
    reason: string;
    lane: 'auto' | 'suggest' | 'ask' | 'info';
    default_resolution: string;
    resolutions_json: string;
    changes_json: string;
    facts_json: string;
    status: 'open' | 'later' | 'applied' | 'resolved' | 'gone';
    resolution: string | null;
    journal_id: number | null;
    first_seen: string;
    last_seen: string;
  };
  scan_reading: {
    storage_id: number;
    path: string;
    size_bytes: number;
    mtime_ms: number;
    mode: string;
    read_at: string;
    result_json: string;
  };
  remembered: {
    storage_id: number;
    decision: 'kept_together' | 'ignored';
    hothash: string;
    path: string;
    decided_at: string;
    rev: Generated<number>;
  };
  /** Decisions that were taken back, with the revision of that. */
  removed_decision: { storage_id: number; decision: 'kept_together' | 'ignored'; hothash: string; path: string; rev: number };
  timeline_change: { seq: Generated<number>; photo_id: number };
  facet_change: { seq: Generated<number>; photo_id: number };
  removed_rule: { uuid: string; storage_id: number; rev: number };
  album: {
    id: Generated<number>;
    uuid: string;
    name: string;
    created_at: string;
    rev: Generated<number>;
    updated_at: string | null;
    extra_json: Generated<string>;
  };
  album_item: { album_id: number; photo_id: number; position: number };
  stack: { id: Generated<number>; uuid: string; rev: Generated<number>; updated_at: string | null; extra_json: Generated<string> };
  stack_item: { photo_id: number; stack_id: number; position: number };
  saved_search: { id: Generated<number>; uuid: string; name: string; query: string; rev: Generated<number>; updated_at: string | null };
  removed: { uuid: string; kind: 'album' | 'stack' | 'search'; removed_at: string };
  edit_photo: { edit_id: number; photo_id: number; before_json: string };
  edit: {
    id: Generated<number>;
    title: string;
    photo_count: number;
    before_json: string;
    after_json: string;
    created_at: string;
    undone_at: string | null;
    kind: Generated<'photos' | 'album' | 'stack' | 'search' | 'session'>;
    target: Generated<string | null>;
  };
  rule: {
    id: Generated<number>;
    uuid: string;
    storage_id: number;
    folder: string;
    kind: string;
    resolution: string;
    enabled: Generated<number>;
    used_count: Generated<number>;
    created_at: string;
    rev: Generated<number>;
  };
  import_item: {
    id: Generated<number>;
    session_id: number;
    unit: number;
    is_primary: number;
    role: 'raw' | 'live' | 'sidecar' | 'audio' | 'other' | null;
    source_path: string;
    source_name: string;
    relative_path: string;
    size_bytes: number;
    mtime_ms: number;
    state: ImportItemState;
    staging_name: string | null;
    target_path: string | null;
    checksum: string | null;
    hothash: string | null;
    matches: string | null;
    match_kind: 'duplicate' | 'further_copy' | null;
    /** Mode move: null until its turn. `removing` is written before, so that an absent source is known to be our doing. */
    source_state: Generated<'removing' | 'removed' | 'kept' | null>;
  };
  import_problem: { id: Generated<number>; session_id: number; path: string; code: string; message: string; imported: Generated<number> };
  photo_search: {
    rowid: number;
    names: string;
    words: string;
    tags: string;
    camera: string;
    lens: string;
    place: string;
    sessions: string;
  };
}

export type ImportItemState = 'planned' | 'placing' | 'done' | 'duplicate' | 'skipped' | 'failed';
