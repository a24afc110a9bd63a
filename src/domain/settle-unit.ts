/**
 * What names suggested, settled by content: after all files of a unit were read, which of them is the primary,
 * which travel with it, and which are photos of their own.
 */
import { isSameShot, type CompanionRole } from './units.ts';

export interface ReadFile {
  /** Told by the content. */
  readonly kind: 'image' | 'raw' | 'video' | 'audio' | 'sidecar' | 'other';
  readonly takenAt: string | null;
}

export interface UnitMember<M> {
  readonly member: M;
  /** Null for the file whose name made it the primary. */
  readonly role: CompanionRole | null;
  /** Null when the file could not be read; its problem is told elsewhere. */
  readonly read: ReadFile | null;
}

export interface SettledGroup<M> {
  readonly primary: M;
  readonly companions: readonly { readonly member: M; readonly role: CompanionRole }[];
}

/** Pictures in order of who leads a unit. */
const leading = { image: 0, raw: 1, video: 2 } as const;
const canLead = (kind: ReadFile['kind']): kind is keyof typeof leading => kind in leading;

/**
 * @returns groups to import in order (the leader's first), and readable files left without a photo to travel with
 */
export function settleUnit<M>(members: readonly UnitMember<M>[]): { readonly groups: SettledGroup<M>[]; readonly orphans: M[] } {
  const readable = members.flatMap(({ member, role, read }) => (read ? [{ member, role, read }] : []));
  const leaders = readable.filter(({ read }) => canLead(read.kind)).sort((left, right) => rank(left) - rank(right));
  const leader = leaders[0];
  if (!leader) return { groups: [], orphans: readable.map(({ member }) => member) };
  const companions: { member: M; role: CompanionRole }[] = [];
  const own: SettledGroup<M>[] = [];
  for (const { member, role, read } of readable) {
    if (member === leader.member) continue;
    const travels =
      role === null || role === 'raw'
        ? read.kind === 'raw' && isSameShot(leader.read.takenAt, read.takenAt)
        : !(read.kind === 'image' || read.kind === 'raw');
    if (travels) companions.push({ member, role: read.kind === 'raw' ? 'raw' : (role ?? 'other') });
    else if (canLead(read.kind)) own.push({ primary: member, companions: [] });
  }
  return { groups: [{ primary: leader.member, companions }, ...own], orphans: [] };
}

/** The named primary leads its kind; a RAW leads only when there is no picture. */
function rank({ role, read }: { readonly role: CompanionRole | null; readonly read: ReadFile }): number {
  return (canLead(read.kind) ? leading[read.kind] : 9) * 2 + (role === null ? 0 : 1);
}
