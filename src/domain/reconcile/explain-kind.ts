/**
 * What each kind of finding means, why it arises and what a person can do. One text for `imalink explain`, the
 * window and docs/troubleshooting.md, which a test holds equal to it.
 */
import type { FindingKind } from './types.ts';

export interface Explanation {
  readonly title: string;
  readonly why: string;
  /** One action each. */
  readonly whatYouCanDo: readonly string[];
}

const explanations: Readonly<Record<FindingKind, Explanation>> = {
  moved: {
    title: 'A photo was moved or renamed',
    why: 'Its picture was found at exactly one new path, and nothing stands at the old one. ImaLink followed: ratings, tags, captions and albums stay with the photo, also when its metadata was edited on the way.',
    whatYouCanDo: [
      'Nothing; this is done.',
      'Say that it is not the same photo: the two are parted, and not linked again.',
      'Undo it in the history, with everything that scan did.',
    ],
  },
  ambiguous_move: {
    title: 'A photo with several copies was moved',
    why: 'Several files show one picture, some of them left their paths, several new paths appeared, and neither bytes nor names tell which became which. Nothing was changed.',
    whatYouCanDo: ['Accept the suggested pairs.', 'Pair the old and new paths yourself.', 'Treat the new paths as further copies.'],
  },
  duplicate: {
    title: 'A photo has a further copy',
    why: 'A new path shows the same picture as a known file that is still there. It was recorded as a copy. Copies that agree byte for byte may be set aside; copies that differ in metadata are never suggested for that.',
    whatYouCanDo: [
      'Keep both; you are not asked again.',
      'Make the new file the primary one.',
      'Set one aside: at least one verified copy stays, and setting aside can be undone.',
    ],
  },
  duplicate_filename: {
    title: 'Different photos have the same name',
    why: 'Cameras start counting anew, so names repeat. ImaLink goes by content and never mixes them up.',
    whatYouCanDo: ['Nothing; this is for your information.'],
  },
  missing: {
    title: 'A photo is missing',
    why: 'Its folder could be read, the file was not in it, and its picture was found nowhere else in the storage; or its path now holds another photo. Everything you said of it is kept, and its preview stays. When the same picture still stands elsewhere, only this copy is gone.',
    whatYouCanDo: [
      'Put the file back, anywhere in the storage: the next scan links it again.',
      'Locate it, if it is outside of the storage.',
      'Search the storage again, reading every file of it.',
      'Restore it from a copy on another storage.',
      'Say which new file it is now, if it was edited as well: what you said of it follows.',
      'Forget it; if it ever comes back, restoring is offered.',
      'Keep it as it is.',
    ],
  },
  mass_missing: {
    title: 'Many photos would be missing at once',
    why: 'More than 50 files, more than a fifth of what was expected, or a whole top folder was not found in one scan. A drive, a share or a folder that is not mounted is the usual reason, so nothing was marked.',
    whatYouCanDo: [
      'Connect or mount what is away, then scan again.',
      'Treat the storage as offline.',
      'Confirm that the files are really gone; they are then marked as missing.',
    ],
  },
  metadata_edited: {
    title: 'The metadata of a file was edited',
    why: 'Path and picture are the same, other bytes changed: another program wrote a rating, a caption, a date or a place. The fields of the file are read again; what you entered in ImaLink wins. A file that was put back to its known state is told here too. So is a sidecar that is new beside a known photo: it belongs to that photo now.',
    whatYouCanDo: ['Nothing; this is done.', 'Look at the difference in the details of the photo.'],
  },
  edited: {
    title: 'A picture was edited',
    why: 'The path holds other pixels of the same shot: capture time, camera and size agree as far as they are known. The former picture was found nowhere else.',
    whatYouCanDo: [
      'Take it as a new version: ratings, tags and albums follow.',
      'Take it as a photo of its own.',
      'Restore the former picture from another copy.',
    ],
  },
  replaced: {
    title: 'A file was replaced by another picture',
    why: 'The path holds another picture, and capture time, camera or size differ, or it is a copy of another known photo. The former picture was found nowhere else.',
    whatYouCanDo: [
      'Take it as a photo of its own: the former one is then missing.',
      'Take it as a new version of the former photo.',
      'Restore the former picture from another copy.',
    ],
  },
  corrupt: {
    title: 'A file looks damaged',
    why: 'Its bytes changed while size and date stayed as they were, or it can no longer be decoded. No program edits like that; a failing disk or an interrupted copy does. The former preview is kept and nothing is accepted by itself.',
    whatYouCanDo: [
      'Try again: a cable or a share may have been the cause.',
      'Restore it from a verified copy.',
      'Accept the file as it is now.',
      'Ignore it.',
      'Verify the whole storage: damage seldom comes alone.',
    ],
  },
  untracked: {
    title: 'A photo is in no session yet',
    why: 'A supported file in the storage has no record: it was put there by another program, or its index was lost. A photo that you once chose to forget is told here too. It may be a new version of a missing photo; the finding says so when capture time and camera agree.',
    whatYouCanDo: [
      'Add it to a new session, or to one that is there.',
      'Adopt it where it is.',
      'Ignore the file or its folder.',
      'Set it aside, if it is no photo; that can be undone.',
    ],
  },
  unreadable: {
    title: 'A file or folder cannot be read',
    why: 'The system refused, or the disk failed, while it was read. What is known of it stays as it was: what cannot be read is unknown, never missing.',
    whatYouCanDo: [
      'Check the permissions of the file and its folders.',
      'Check the disk and its cable.',
      'Try again.',
      'Skip this version: nothing is said of it until its size or date is another.',
      'Make a report that says what was tried and what the system answered.',
    ],
  },
  placeholder: {
    title: 'A file is only a placeholder',
    why: 'A cloud program keeps its content elsewhere. ImaLink does not fetch it unasked; its state stays as it was.',
    whatYouCanDo: [
      'Have it fetched: it is read to its end, after you have seen its size.',
      'Make the file available offline in the cloud program, then try again.',
      'Skip this version: nothing is said of it until its size or date is another.',
    ],
  },
  offline: {
    title: 'A storage is not connected',
    why: 'Its folder was not found. Nothing in it is missing; everything stays as it was last seen.',
    whatYouCanDo: [
      'Connect the drive or the share.',
      'Ignore it until it is back: nothing is said of it until it has been seen again.',
      'Locate the storage, if it has another path now.',
      'Forget the storage; no file is touched.',
    ],
  },
  wrong_storage: {
    title: 'Another storage stands in its place',
    why: 'The folder exists, but the storage in it has another identity: another drive got the same letter or mount point. Nothing was changed.',
    whatYouCanDo: [
      'Connect the right drive.',
      'Locate the storage, if it has another path now.',
      'Forget the storage; no file is touched.',
    ],
  },
  clone_storage: {
    title: 'A storage is there twice',
    why: 'Two folders carry the same identity: one is a copy of the other, made by a backup or by hand. To write to both would drive them apart.',
    whatYouCanDo: [
      'Say that it was moved: the other place is forgotten.',
      'Say that one is a backup: it gets an identity of its own.',
      'Open one of them read-only.',
    ],
  },
  session_conflict: {
    title: 'Two sessions claim one file',
    why: 'The indexes of two sessions name the same path. The session that was imported earlier owns it, the other one refers to it.',
    whatYouCanDo: [
      'Nothing; both sessions show the photo.',
      'Swap: the other session owns it, and the one that was imported earlier refers to it.',
      'Split: it stays in the session that was imported earlier, and the other one shows it no more.',
    ],
  },
  session_id_collision: {
    title: 'Two sessions have the same number',
    why: 'Two machines counted on their own. The second session keeps its identity and has it in the name of its index file.',
    whatYouCanDo: ['Nothing; this is done.'],
  },
  index_missing: {
    title: 'An index is missing',
    why: 'A session of the catalog has no index file in the storage. It was written again from the catalog.',
    whatYouCanDo: ['Nothing; this is done.'],
  },
  index_stale: {
    title: 'An index is older than the catalog',
    why: 'The storage was away or read-only when something changed. The index was written again from the catalog.',
    whatYouCanDo: ['Nothing; this is done.'],
  },
  index_newer: {
    title: 'An index is newer than the catalog',
    why: 'Another machine worked on this storage. Its changes are merged field by field; only a field that both sides changed is asked about.',
    whatYouCanDo: ['Take the value of the index.', 'Take the value of the catalog.'],
  },
  index_corrupt: {
    title: 'An index is damaged',
    why: 'The file is no valid index. It was moved to the quarantine folder of the storage, never deleted, and rebuilt from its history, the catalog or a scan.',
    whatYouCanDo: ['Nothing; this is done.', 'Verify the storage: damage seldom comes alone.'],
  },
  index_orphan: {
    title: 'An index belongs to no session',
    why: 'A session index lies in the storage, and the master index does not name it.',
    whatYouCanDo: ['Adopt it: its session comes back.', 'Ignore it.'],
  },
  index_version: {
    title: 'An index was written by a newer ImaLink',
    why: 'Its format is newer than this version understands. It is read as far as possible and never written.',
    whatYouCanDo: ['Update ImaLink on this machine.'],
  },
  pair_broken: {
    title: 'Parts of a photo were separated',
    why: 'RAW and JPEG, a Live Photo and its movie, or a photo and its sidecar are now in different folders, or one of them is gone. The link is kept.',
    whatYouCanDo: ['Put them together again; the next scan sees it.', 'Reunite them here.', 'Split them for good.'],
  },
  orphan_sidecar: {
    title: 'A sidecar has no photo',
    why: 'A file with settings or notes of a photo stands alone: its photo was moved, renamed or removed without it.',
    whatYouCanDo: ['Adopt it for the photo its name or content fits.', 'Put it beside its photo.', 'Ignore it.'],
  },
  name_collision: {
    title: 'Two names are the same to other systems',
    why: 'They differ only in case or in how an accent is stored. On a Mac, on Windows or on a memory card one would take the place of the other.',
    whatYouCanDo: ['Rename one of them.', 'Keep both, if the storage stays on this system.'],
  },
  locked: {
    title: 'Another machine works on this storage',
    why: 'It gave a sign of life within the last minute. You can browse; what you change is written when it is done.',
    whatYouCanDo: ['Wait, or close ImaLink there.', 'Take over when it has been silent for a minute.'],
  },
};

/** Title, reason and possible actions for a kind of finding, for people. */
export function explainKind(kind: FindingKind): Explanation {
  return explanations[kind];
}
