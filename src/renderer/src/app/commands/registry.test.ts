import { describe, expect, test } from 'vitest';
import { combination, commandFor, searchCommands, type Command } from './registry.ts';

const press = (key: string, modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...modifiers,
});
const command = (id: string, keys: string[], more: Partial<Command<{ open: boolean }>> = {}): Command<{ open: boolean }> => ({
  id,
  title: () => id,
  group: () => 'Test',
  keys,
  when: () => true,
  run: () => undefined,
  ...more,
});

describe('the command registry', () => {
  test('spells combinations one way', () => {
    expect([
      combination(press('k', { ctrlKey: true })),
      combination(press('k', { metaKey: true })),
      combination(press('?', { shiftKey: true })),
      combination(press('ArrowLeft', { shiftKey: true })),
      combination(press(' ')),
      combination(press('Z')),
      combination(press('+', { ctrlKey: true, shiftKey: true })),
    ]).toEqual(['Ctrl+K', 'Ctrl+K', '?', 'Shift+ArrowLeft', 'Space', 'Z', 'Ctrl++']);
  });

  test('never fires a letter while a text field has the focus', () => {
    const commands = [command('info', ['I']), command('palette', ['Ctrl+K'], { everywhere: true })];
    expect(commandFor(commands, 'I', 'text', { open: false })).toBeUndefined();
    expect(commandFor(commands, 'I', 'page', { open: false })?.id).toBe('info');
    expect(commandFor(commands, 'Ctrl+K', 'text', { open: false })?.id).toBe('palette');
  });

  test('leaves Enter and Space to a focused button', () => {
    const commands = [command('open', ['Enter']), command('right', ['ArrowRight'])];
    expect(commandFor(commands, 'Enter', 'control', { open: false })).toBeUndefined();
    expect(commandFor(commands, 'ArrowRight', 'control', { open: false })?.id).toBe('right');
  });

  test('takes the first command that makes sense here', () => {
    const commands = [command('close viewer', ['Escape'], { when: ({ open }) => open }), command('clear selection', ['Escape'])];
    expect(commandFor(commands, 'Escape', 'page', { open: true })?.id).toBe('close viewer');
    expect(commandFor(commands, 'Escape', 'page', { open: false })?.id).toBe('clear selection');
  });

  test('finds commands by the beginnings of their words', () => {
    const commands = [command('Go to sessions', []), command('Select all photos', [])];
    expect(searchCommands(commands, 'sess go').map(({ id }) => id)).toEqual(['Go to sessions']);
    expect(searchCommands(commands, '')).toHaveLength(2);
  });
});
