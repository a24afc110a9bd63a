/** What verification says of a file, in English; the window says it in its own language. */

export interface VerifiedFile {
  readonly status: 'present' | 'missing' | 'edited' | 'corrupt';
  /** When its bytes were last read and were those on record; null for never. */
  readonly verified_at: string | null;
}

/** What was seen, with its moment where there is one: intact, edited, damaged or not yet verified. */
export function verificationOf({ status, verified_at: at }: VerifiedFile): keyof typeof verificationTexts {
  if (status === 'corrupt') return at === null ? 'neverIntact' : 'damaged';
  if (status === 'edited') return at === null ? 'editedUnverified' : 'edited';
  if (at === null) return 'unverified';
  return status === 'missing' ? 'last' : 'intact';
}

export const verificationTexts = {
  intact: (at: string) => `Intact, verified ${at}`,
  last: (at: string) => `Last verified ${at}`,
  edited: (at: string) => `Edited outside since it was verified ${at}`,
  damaged: (at: string) => `Damaged, last intact ${at}`,
  unverified: (_at: string) => 'Not yet verified',
  editedUnverified: (_at: string) => 'Edited outside, not yet verified',
  neverIntact: (_at: string) => 'Damaged, never seen intact',
};

/** @param when how the host writes a moment */
export function verificationWords(file: VerifiedFile, when: (instant: string) => string): string {
  return verificationTexts[verificationOf(file)](file.verified_at === null ? '' : when(file.verified_at));
}
