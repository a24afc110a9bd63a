/** Commands that share photos out among sessions. */
import { openArrange } from '#renderer/features/organize/arrange-sessions.ts';
import type { CommandContext, Entry } from './context.ts';

const group = 'Sessions';

export const sessionCommands: readonly Entry[] = [
  {
    id: 'session.move',
    title: 'Move to session…',
    group,
    keys: [],
    when: ({ photos }: CommandContext) => photos != null,
    run: ({ photos }) => photos != null && openArrange({ kind: 'move', target: photos }),
  },
  {
    id: 'session.split',
    title: 'Split into new session…',
    group,
    keys: [],
    when: ({ photos, view }: CommandContext) => photos != null && view.kind === 'session',
    run: ({ photos, view }) => photos != null && view.kind === 'session' && openArrange({ kind: 'split', target: photos, from: view.id }),
  },
  { id: 'session.merge', title: 'Merge sessions…', group, keys: [], when: () => true, run: () => openArrange({ kind: 'merge' }) },
];
