import { useState } from 'react';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { formatWallClock } from '#renderer/ui/format.ts';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Picker } from '#renderer/ui/Picker.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { PhotoChange } from '#contract/organize.ts';
import { shifted, shiftSeconds, wallClockOf, type Edit, type Said } from './said.ts';
import styles from './Say.module.css';

type Way = 'shift' | 'set' | 'file';

/** Corrects when photos were taken. The files are not changed; what they say can be taken again at any time. */
export function TimeDialog({
  said,
  onEdit,
  canFileTime,
  onClose,
}: {
  said: Said;
  onEdit: Edit;
  /** Some of it was corrected before: it can be taken back. */
  canFileTime: boolean;
  onClose: () => void;
}) {
  const first = said.taken_from;
  const [way, setWay] = useState<Way>(first == null ? 'set' : 'shift');
  const [shift, setShift] = useState({ later: true, days: 0, hours: 1, minutes: 0 });
  const [field, setField] = useState(first?.slice(0, 19) ?? '');
  const change = changeOf(way, shiftSeconds(shift), wallClockOf(field));
  const number = (name: 'days' | 'hours' | 'minutes', label: string, max: number) => (
    <TextField
      label={label}
      type="number"
      min={0}
      max={max}
      value={String(shift[name])}
      onChange={(event) => setShift({ ...shift, [name]: Number(event.target.value) })}
    />
  );
  const submit = async (): Promise<void> => {
    if (change != null && (await onEdit(change))) onClose();
  };
  return (
    <Modal
      onClose={onClose}
      title={t.inspector.correctTime}
      description={t.inspector.filesKeep}
      foot={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button variant="accent" disabled={change == null} onClick={() => void submit()}>
            {t.inspector.correctPhotos(said.count)}
          </Button>
        </>
      }
    >
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Choice<Way>
          label={t.inspector.how}
          value={way}
          options={[
            ...(first == null ? [] : [{ value: 'shift' as const, title: t.inspector.moveBy, note: t.inspector.clockWasWrong }]),
            {
              value: 'set',
              title: t.inspector.setTo,
              note: said.count > 1 ? t.inspector.sameTime(said.count) : t.inspector.forScans,
            },
            ...(canFileTime ? [{ value: 'file' as const, title: t.inspector.whatFileSays, note: t.inspector.takesBack }] : []),
          ]}
          onChange={setWay}
        />
        {way === 'shift' && (
          <div className={styles.shift}>
            <Picker
              label={t.inspector.direction}
              value={shift.later ? 'later' : 'earlier'}
              options={[
                { value: 'later', label: t.inspector.later },
                { value: 'earlier', label: t.inspector.earlier },
              ]}
              onChange={(next) => setShift({ ...shift, later: next === 'later' })}
            />
            {number('days', t.inspector.days, 36_500)}
            {number('hours', t.inspector.hours, 23)}
            {number('minutes', t.inspector.minutes, 59)}
          </div>
        )}
        {way === 'set' && (
          <TextField
            label={t.inspector.dateAndTime}
            type="datetime-local"
            step={1}
            value={field}
            onChange={(event) => setField(event.target.value)}
          />
        )}
        <p className={styles.outcome} aria-live="polite">
          {outcome(change, said)}
        </p>
        <button type="submit" hidden />
      </form>
    </Modal>
  );
}

function changeOf(way: Way, seconds: number, time: string | null): PhotoChange | null {
  if (way === 'file') return { taken_at: null };
  if (way === 'set') return time == null ? null : { taken_at: time };
  return seconds === 0 ? null : { shift_taken_at_s: seconds };
}

function outcome(change: PhotoChange | null, { taken_from: from }: Said): string {
  if (change == null) return t.inspector.nothingChanges;
  if (change.taken_at != null) return t.inspector.becomes(formatWallClock(change.taken_at));
  if (change.shift_taken_at_s != null && from != null)
    return t.inspector.timeBecomes(formatWallClock(from), formatWallClock(shifted(from, change.shift_taken_at_s)));
  return t.inspector.becomesFile;
}
