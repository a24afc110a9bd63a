import { useId, useState, type KeyboardEvent } from 'react';
import { t } from '#renderer/i18n/t.ts';
import menu from './Menu.module.css';
import { matching } from './matching.ts';
import styles from './Suggest.module.css';
import { takeFocus } from './take-focus.ts';

const mostShown = 8;

/**
 * A line of text with suggestions below it. What is chosen, or typed and confirmed with Enter, goes to `onChoose`;
 * Escape leaves things as they are. Our own list: that of Base UI hides the rest of the page from assistive
 * technology while one types.
 * @param value what stands in it while nobody types
 */
export function Suggest({
  label,
  value = '',
  placeholder,
  items,
  onChoose,
  onBackspace,
  keepsText = false,
  leaveConfirms = keepsText,
  maxLength,
  takesFocus = false,
}: {
  label: string;
  value?: string;
  placeholder?: string;
  items: readonly string[];
  onChoose: (text: string) => void;
  /** Backspace in an empty field. */
  onBackspace?: () => void;
  /** The field shows the value and leaving it confirms; else it is empty for the next word. */
  keepsText?: boolean;
  /** Leaving the field confirms what was typed, also where it is then empty. */
  leaveConfirms?: boolean;
  maxLength?: number;
  /** Has the focus from its start. */
  takesFocus?: boolean;
}) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(-1);
  const found = typed == null ? [] : matching(items, typed).slice(0, mostShown);
  const finish = (text: string): void => {
    setTyped(null);
    setActive(-1);
    const chosen = text.trim();
    if (chosen !== value && (chosen !== '' || keepsText)) onChoose(chosen);
  };
  const leave = (): void => {
    setTyped(null);
    setActive(-1);
  };
  const move = (by: number): void => {
    if (typed == null) setTyped(value);
    const count = found.length + 1;
    // One place is the text itself.
    setActive(((active + 1 + by + count) % count) - 1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => finish(found[active] ?? typed ?? value),
      Escape: () => (typed == null ? event.currentTarget.blur() : leave()),
      ...(keepsText ? {} : { ',': () => finish(typed ?? '') }),
    };
    const act = keys[event.key];
    if (act != null) {
      event.preventDefault();
      event.stopPropagation();
      act();
    } else if (event.key === 'Backspace' && (typed ?? value) === '') onBackspace?.();
  };
  return (
    <div className={styles.field}>
      <input
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={found.length > 0 ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
        placeholder={placeholder}
        maxLength={maxLength}
        ref={takesFocus ? takeFocus : undefined}
        className={styles.input}
        value={typed ?? value}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => (leaveConfirms && typed != null ? finish(typed) : leave())}
      />
      {found.length > 0 && (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={t.ui.suggestions(label)}
          className={styles.popup}
          // At the foot of a sheet that scrolls it would be cut off.
          ref={(list) => list?.scrollIntoView({ block: 'nearest' })}
        >
          {found.map((item, n) => (
            <div
              key={item}
              id={`${id}-${n}`}
              role="option"
              aria-selected={n === active}
              data-highlighted={n === active ? '' : undefined}
              className={menu.item}
              // Before the field loses the focus, which would end the typing.
              onPointerDown={(event) => {
                event.preventDefault();
                finish(item);
              }}
              onPointerMove={() => setActive(n)}
            >
              {item}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
