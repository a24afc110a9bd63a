import type { StorageDto } from '#contract/storage.ts';
import { t } from '#renderer/i18n/t.ts';
import { formatBytes } from '#renderer/ui/format.ts';
import { Picker } from '#renderer/ui/Picker.tsx';

/** Where an import goes to; a storage that cannot be written to says so. */
export function StoragePicker({
  storages,
  value,
  onChange,
}: {
  storages: readonly StorageDto[];
  value: string;
  onChange: (uuid: string) => void;
}) {
  const note = (storage: StorageDto): string | null =>
    storage.state !== 'online'
      ? t.imports.notWritable
      : storage.free_space_bytes == null
        ? null
        : t.imports.free(formatBytes(storage.free_space_bytes));
  return (
    <Picker
      label={t.firstRun.storage}
      value={value}
      options={storages.map((each) => ({
        value: each.uuid,
        label: each.display_name,
        disabled: each.state !== 'online',
        note: note(each),
      }))}
      onChange={onChange}
    />
  );
}

/** The wished one, else the last used, else the first that can be written to. */
export function chooseStorage(storages: readonly StorageDto[], wished: string | null, last: string | null): StorageDto | null {
  const online = storages.filter((each) => each.state === 'online');
  return storages.find((each) => each.uuid === wished) ?? online.find((each) => each.uuid === last) ?? online[0] ?? storages[0] ?? null;
}
