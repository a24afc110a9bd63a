/** What verification says of a file, in the words of every host. */

export interface VerifiedFile {
  readonly status: 'present' | 'missing' | 'edited' | 'corrupt';
  /** When its bytes were last read and were those on record; null for never. */
  readonly verified_at: string | null;
}

/** @param when how the host writes a moment */
export function verificationWords({ status, verified_at: at }: VerifiedFile, when: (instant: string) => string): string {
  if (status === 'corrupt') return at === null ? 'Damaged, never seen intact' : `Damaged, last intact ${when(at)}`;
  if (status === 'edited') return at === null ? 'Edited outside, not yet verified' : `Edited outside since it was verified ${when(at)}`;
  if (at === null) return 'Not yet verified';
  return status === 'missing' ? `Last verified ${when(at)}` : `Intact, verified ${when(at)}`;
}
