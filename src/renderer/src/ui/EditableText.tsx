import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { cx } from './cx.ts';
import styles from './EditableText.module.css';

/** Text that becomes a field when one goes into it: Enter or leaving saves, Escape brings the old text back. */
export function EditableText({
  label,
  value,
  onSave,
  multiline = false,
  required = false,
  placeholder,
  maxLength,
  className,
}: {
  label: string;
  value: string;
  onSave: (value: string) => Promise<boolean>;
  multiline?: boolean;
  required?: boolean;
  placeholder?: string;
  maxLength: number;
  className: string;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  /** What was saved, shown until the owner of the value tells it back. */
  const [saved, setSaved] = useState<string | null>(null);
  useEffect(() => setSaved(null), [value]);
  const cancelled = useRef(false);
  const save = async (): Promise<void> => {
    const next = (draft ?? value).trim();
    if (cancelled.current || draft == null || next === value || (required && next === '')) {
      cancelled.current = false;
      setDraft(null);
      return;
    }
    if (await onSave(next)) setSaved(next);
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>): void => {
    const saves = event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey);
    if (!saves && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    cancelled.current = event.key === 'Escape';
    event.currentTarget.blur();
  };
  const shared = {
    'aria-label': label,
    value: draft ?? saved ?? value,
    placeholder,
    maxLength,
    className: cx(styles.editable, className),
    onKeyDown,
    onChange: (event: { target: { value: string } }) => setDraft(event.target.value),
    onBlur: () => void save(),
  };
  return multiline ? (
    <textarea {...shared} rows={Math.min(4, Math.max(1, (draft ?? saved ?? value).split('\n').length))} />
  ) : (
    <input {...shared} />
  );
}
