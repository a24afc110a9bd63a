import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { navigate, useNavigation } from './navigation.ts';
import { rememberSearch } from './recent-searches.ts';
import styles from './SearchField.module.css';
import { enterIdeas, SearchIdeas } from './SearchIdeas.tsx';

const waitMs = 150;

const focusGrid = (): void => document.querySelector<HTMLElement>('main [role=listbox]')?.focus({ preventScroll: true });

/** Set while one types on a screen without a list: the library that opens has a field of its own, which takes over. */
let takesOver = false;

/** Searches the library as one types; Escape and the cross go back to all photos. */
export function SearchField() {
  const view = useNavigation((state) => state.view);
  const shown = view.kind === 'library' ? (view.text ?? '') : '';
  const [text, setText] = useState(shown);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    // Back, forward and the cross change the view: the field follows, but not while one types.
    if (document.activeElement !== input.current || shown === '') setText(shown);
  }, [shown]);
  useEffect(() => {
    if (takesOver) input.current?.focus();
    takesOver = false;
    return () => clearTimeout(timer.current);
  }, []);

  const go = (next: string): void => {
    const wished = next.trim();
    const searching = view.kind === 'library' && view.text != null;
    if (wished === '' && view.kind !== 'library') return;
    navigate(wished === '' ? { kind: 'library' } : { kind: 'library', text: wished }, { replace: searching });
  };
  const type = (next: string): void => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      takesOver = view.kind !== 'library';
      go(next);
    }, waitMs);
  };
  const clear = (): void => {
    clearTimeout(timer.current);
    setText('');
    go('');
  };
  const searchFor = (query: string): void => {
    // What was typed before, emptying the field included, is no longer asked for.
    clearTimeout(timer.current);
    setText(query);
    setOpen(false);
    go(query);
    focusGrid();
  };
  return (
    <search
      className={styles.search}
      onFocus={() => setOpen(true)}
      onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
    >
      <Search size={16} strokeWidth={1.5} aria-hidden className={styles.icon} />
      <input
        ref={input}
        type="search"
        aria-label={t.app.searchPhotos}
        placeholder={t.common.search}
        className={styles.input}
        value={text}
        onChange={(event) => type(event.target.value)}
        onBlur={() => rememberSearch(text)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            if (text === '' && isOpen) setOpen(false);
            else if (text === '') input.current?.blur();
            else clear();
          }
          if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            if (event.key === 'ArrowDown' && text === '' && enterIdeas(event.currentTarget)) return;
            clearTimeout(timer.current);
            rememberSearch(text);
            go(text);
            focusGrid();
          }
        }}
      />
      {text !== '' && (
        <button type="button" aria-label={t.app.clearSearch} className={styles.clear} onClick={clear}>
          <X size={14} strokeWidth={1.5} aria-hidden />
        </button>
      )}
      {isOpen && text === '' && <SearchIdeas onSearch={searchFor} onLeave={() => input.current?.focus()} />}
    </search>
  );
}
