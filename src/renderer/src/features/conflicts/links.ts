/** Where the inbox leads to; the app says how. */
import { createContext } from 'react';

export interface InboxLinks {
  readonly onHistory: () => void;
  readonly onStorage: (uuid: string) => void;
}

/** Where rows of the inbox lead to. */
export const InboxLinksContext = createContext<InboxLinks>({ onHistory: () => undefined, onStorage: () => undefined });
