import { useState } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { Choice, type Option } from './Choice.tsx';
import styles from './FindChoice.module.css';
import { TextField } from './TextField.tsx';

/** More than this is found by typing. */
const shownAtMost = 50;

/** One of many, narrowed by typing a part of its title. What is no longer shown is no longer chosen. */
export function FindChoice({
  find,
  label,
  value,
  options,
  none,
  error = null,
  onChange,
}: {
  /** Names the field. */
  find: string;
  /** Names the list. */
  label: string;
  value: string | null;
  options: readonly Option<string>[];
  /** What to say when nothing is there, or nothing is called like what was typed. */
  none: (typed: string) => string;
  error?: string | null;
  onChange: (value: string | null) => void;
}) {
  const [text, setText] = useState('');
  const found = foundIn(options, text);
  const type = (typed: string): void => {
    setText(typed);
    if (value != null && foundIn(options, typed).every((each) => each.value !== value)) onChange(null);
  };
  return (
    <>
      <TextField label={find} value={text} error={error} data-autofocus="" onChange={(event) => type(event.currentTarget.value)} />
      <div className={styles.found}>
        {found.length === 0 ? (
          <p role="status">{none(text.trim())}</p>
        ) : (
          <Choice label={label} value={value ?? ''} options={found.slice(0, shownAtMost)} onChange={onChange} />
        )}
        {found.length > shownAtMost && <p>{t.ui.moreByTyping(found.length - shownAtMost)}</p>}
      </div>
    </>
  );
}

const foundIn = (options: readonly Option<string>[], typed: string): readonly Option<string>[] => {
  const words = typed.trim().toLowerCase();
  return options.filter(({ title }) => title.toLowerCase().includes(words));
};
