/** Commands that share photos out among sessions. */
import { openArrange } from '#renderer/features/organize/arrange-sessions.ts';
import { t } from '#renderer/i18n/t.ts';
import type { CommandContext, Entry } from './context.ts';

const group = () => t.commands.sessionsGroup;

export const sessionCommands: readonly Entry[] = [
  {
    id: 'session.move',
    title: () => t.commands.moveToSession,
    group,
    keys: [],
    when: ({ photos }: CommandContext) => photos != null,
    run: ({ photos }) => photos != null && openArrange({ kind: 'move', target: photos }),
  },
  {
    id: 'session.split',
    title: () => t.commands.splitSession,
    group,
    keys: [],
    when: ({ photos, view }: CommandContext) => photos != null && view.kind === 'session',
    run: ({ photos, view }) => photos != null && view.kind === 'session' && openArrange({ kind: 'split', target: photos, from: view.id }),
  },
  { id: 'session.merge', title: () => t.sessions.merge, group, keys: [], when: () => true, run: () => openArrange({ kind: 'merge' }) },
];
