import { useEffect } from 'react';
import { combination, commandFor, type Focus } from './registry.ts';
import { commandContext } from './context.ts';
import { commands } from './table.ts';

/** Listens for keys on the window, for as long as the shell is there. */
export function useCommands(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const context = commandContext();
      const command = commandFor(commands, combination(event), focusOf(event.target), context);
      if (command == null) return;
      event.preventDefault();
      command.run(context);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

const ownKeys = '[role=slider], [role=radio], [role=menuitem], [role=tab], input[type=range], select';

function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element) || target === document.body) return 'page';
  // A toast lies outside of the page, but is no dialog: the keys of the page go on working over it.
  if (target.closest('#root, [data-toasts]') == null) return 'popup';
  if (target.matches('textarea, [contenteditable], input:not([type=range], [type=checkbox], [type=radio])')) return 'text';
  if (target.matches(ownKeys)) return 'text';
  return target.closest('button, a, [role=button], summary') == null ? 'page' : 'control';
}
