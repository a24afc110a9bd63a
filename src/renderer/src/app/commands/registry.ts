/** Commands as data: one table feeds the keys, the sheet of shortcuts and the palette. Pure. */
export interface Command<C> {
  readonly id: string;
  /** In the language of now. */
  readonly title: () => string;
  readonly group: () => string;
  /** Combinations such as `Ctrl+K`, `Shift+ArrowLeft`, `?`; the first one is shown. Ctrl means Cmd on a Mac. */
  readonly keys: readonly string[];
  /** True where the command makes sense. */
  readonly when: (context: C) => boolean;
  readonly run: (context: C) => void;
  /** Works in text fields and over dialogs too. */
  readonly everywhere?: boolean;
  /** Keys only; too small for the palette. */
  readonly hidden?: boolean;
}

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** The combination of a key press, in the spelling of the table. Letters are upper case; signs carry their own Shift. */
export function combination(press: KeyPress): string {
  const letter = /^[a-z]$/i.test(press.key);
  const sign = press.key.length === 1 && !letter && press.key !== ' ';
  return [
    press.ctrlKey || press.metaKey ? 'Ctrl' : null,
    press.altKey ? 'Alt' : null,
    press.shiftKey && !sign ? 'Shift' : null,
    letter ? press.key.toUpperCase() : press.key === ' ' ? 'Space' : press.key,
  ]
    .filter((part) => part != null)
    .join('+');
}

/** What kind of place has the focus, as far as keys are concerned. */
export type Focus = 'page' | 'control' | 'text' | 'popup';

/** Keys that a focused button or link uses itself. */
const controlKeys = new Set(['Enter', 'Space']);

/** The command for a key press here, if there is one. */
export function commandFor<C>(commands: readonly Command<C>[], keys: string, focus: Focus, context: C): Command<C> | undefined {
  return commands.find((command) => {
    if (!command.keys.includes(keys)) return false;
    if ((focus === 'text' || focus === 'popup') && command.everywhere !== true) return false;
    if (focus === 'control' && controlKeys.has(keys)) return false;
    return command.when(context);
  });
}

/** Commands whose words start with all that was typed, in table order. */
export function searchCommands<C>(commands: readonly Command<C>[], typed: string): readonly Command<C>[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return commands.filter(({ title, group }) => {
    const own = `${title()} ${group()}`.toLowerCase().split(/\s+/);
    return words.every((word) => own.some((each) => each.startsWith(word)));
  });
}
