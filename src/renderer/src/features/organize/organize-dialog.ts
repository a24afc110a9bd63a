/** Which dialog about albums, searches and tags is open. */
import { create } from 'zustand';
import type { PhotoTarget } from './target.ts';

export type OrganizeDialog =
  | { readonly kind: 'add-to-album'; readonly target: PhotoTarget }
  | { readonly kind: 'new-album' }
  | { readonly kind: 'rename-album'; readonly uuid: string; readonly name: string }
  | { readonly kind: 'rename-session'; readonly id: number; readonly name: string }
  | { readonly kind: 'save-search'; readonly query: string }
  | { readonly kind: 'rename-search'; readonly uuid: string; readonly name: string; readonly query: string }
  | { readonly kind: 'bursts'; readonly target: PhotoTarget; readonly bursts: readonly (readonly string[])[] }
  | { readonly kind: 'tags' };

/** The dialog about albums, searches and tags that is open. */
export const useOrganizeDialog = create<{ readonly open: OrganizeDialog | null }>(() => ({ open: null }));
/** Opens one of these dialogs; null closes it. */
export const openOrganize = (open: OrganizeDialog | null): void => useOrganizeDialog.setState({ open });
