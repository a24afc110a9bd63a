import { Plus, X } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import {
  customName,
  faultOfCustomField,
  faultOfCustomName,
  longestCustomName,
  longestCustomValue,
} from '#domain/organize/custom-fields.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Suggest } from '#renderer/ui/Suggest.tsx';
import { tagWords, valueOf, type Edit, type Said } from './said.ts';
import styles from './Say.module.css';

/** Fields that people name themselves: their values, to be changed, and a field for more of them. */
export function CustomFields({ said, onEdit }: { said: Said; onEdit: Edit }) {
  const known = useCall('custom.list', {}, ['organize.changed']).value?.fields ?? [];
  /** A field that was named and has no value yet. */
  const [named, setNamed] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const toName = (): void => box.current?.querySelector<HTMLInputElement>('[data-adds] input')?.focus();
  const names = new Set(said.custom.map(({ name }) => name));
  const begin = (typed: string): void => {
    const isRefused = faultOfCustomName(typed) !== null;
    setRefused(isRefused ? t.inspector.customNameRefused : null);
    if (!isRefused) setNamed(spelledAs(customName(typed), [...names, ...known.map(({ name }) => name)]));
  };
  const set = (name: string, value: string): void => {
    const isRefused = value !== '' && faultOfCustomField({ name, value }) !== null;
    setRefused(isRefused ? t.inspector.customValueRefused : null);
    if (isRefused) return;
    if (value === '') return remove(name);
    void onEdit({ set_custom: [{ name, value }] });
    if (name === named) setNamed(null);
  };
  const remove = (name: string): void => {
    if (names.has(name)) void onEdit({ remove_custom: [name] });
    if (name === named) setNamed(null);
    // The button goes with its row.
    toName();
  };
  return (
    <div ref={box} className={styles.field} role="group" aria-label={t.inspector.customFields}>
      <span className={styles.label}>{t.inspector.customFields}</span>
      {said.custom.map((field) => (
        <Row key={field.name} name={field.name} label={tagWords(field, said.count)} onRemove={remove}>
          <Value
            name={field.name}
            value={valueOf(field.value) ?? ''}
            placeholder={field.value.mixed ? t.inspector.mixedValues : ''}
            onSet={(value) => set(field.name, value)}
          />
          {field.photos < said.count && !field.value.mixed && (
            <button
              type="button"
              aria-label={t.inspector.customToAll(field.name)}
              onClick={() => set(field.name, valueOf(field.value) ?? '')}
            >
              <Plus size={12} strokeWidth={2} aria-hidden />
            </button>
          )}
        </Row>
      ))}
      {named != null && !names.has(named) && (
        <Row name={named} label={named} onRemove={remove}>
          <Value name={named} value="" placeholder={t.inspector.customValue} onSet={(value) => set(named, value)} isNew />
        </Row>
      )}
      <div data-adds="">
        <Suggest
          label={t.inspector.addCustom}
          placeholder={t.inspector.addCustom}
          items={known.map(({ name }) => name).filter((name) => !names.has(name))}
          maxLength={longestCustomName}
          onChoose={begin}
        />
      </div>
      {refused != null && (
        <p className={styles.refused} role="alert">
          {refused}
        </p>
      )}
    </div>
  );
}

/** “client” is the field “Client” that there is: two spellings would be two fields. */
const spelledAs = (typed: string, names: readonly string[]): string =>
  names.includes(typed) ? typed : (names.find((name) => name.toLowerCase() === typed.toLowerCase()) ?? typed);

function Row({ name, label, onRemove, children }: { name: string; label: string; onRemove: (name: string) => void; children: ReactNode }) {
  return (
    <div className={styles.custom}>
      <span className={styles.customName} title={name}>
        {label}
      </span>
      {children}
      <button type="button" aria-label={t.inspector.removeCustom(name)} onClick={() => onRemove(name)}>
        <X size={12} strokeWidth={2} aria-hidden />
      </button>
    </div>
  );
}

function Value({
  name,
  value,
  placeholder,
  onSet,
  isNew = false,
}: {
  name: string;
  value: string;
  placeholder: string;
  onSet: (value: string) => void;
  /** Just named: its value is typed next. */
  isNew?: boolean;
}) {
  const known = useCall('custom.values', { name }, ['organize.changed']).value?.values ?? [];
  return (
    <Suggest
      label={name}
      value={value}
      placeholder={placeholder}
      items={known.map((each) => each.value)}
      maxLength={longestCustomValue}
      onChoose={onSet}
      keepsText
      takesFocus={isNew}
    />
  );
}
