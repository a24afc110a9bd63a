/** Sharing photos out among sessions, from the command line. */
import type { SessionsArranged } from '#contract/session.ts';
import { sessionNumber, usageError, type Command } from '../command.ts';
import { escapeForTerminal } from '../terminal.ts';

const done = (value: SessionsArranged) => ({
  value,
  text: escapeForTerminal(`${value.title} (session ${value.session_id}).\n\`imalink edit undo ${value.edit_id}\` takes it back.`),
});

export const sessionArrangeCommands: readonly Command[] = [
  {
    name: 'session move',
    usage: 'session move <id> <hothash>... [--from ID]',
    summary: 'Move photos into a session; no file is touched',
    positionals: [2, 100_000],
    needs: 'write',
    options: { from: { type: 'string' } },
    examples: ['imalink session move 3 9f2c…', 'imalink session move 3 9f2c… 77ab… --from 5'],
    run: async ({ positionals: [to, ...hothashes], options, call }) =>
      done(
        await call('session.movePhotos', {
          to: sessionNumber(to),
          hothashes,
          ...(typeof options['from'] === 'string' ? { from: sessionNumber(options['from']) } : {}),
        }),
      ),
  },
  {
    name: 'session split',
    usage: 'session split <id> <hothash>... --title T [--notes T]',
    summary: 'Make a session of some photos of another one',
    positionals: [2, 100_000],
    needs: 'write',
    options: { title: { type: 'string' }, notes: { type: 'string' } },
    examples: ['imalink session split 3 9f2c… 77ab… --title "The wedding"'],
    run: async ({ positionals: [id, ...hothashes], options, call }) => {
      const { title, notes } = options;
      if (typeof title !== 'string') throw usageError('--title is missing: what is the new session called?');
      return done(
        await call('session.split', { session_id: sessionNumber(id), hothashes, title, ...(typeof notes === 'string' ? { notes } : {}) }),
      );
    },
  },
  {
    name: 'session merge',
    usage: 'session merge <into> <id>...',
    summary: 'Put all photos of other sessions into one; the others are no more',
    positionals: [2, 1001],
    needs: 'write',
    examples: ['imalink session merge 3 4 5'],
    run: async ({ positionals: [into, ...others], call }) =>
      done(await call('session.merge', { into: sessionNumber(into), sessions: others.map((id) => sessionNumber(id)) })),
  },
];
