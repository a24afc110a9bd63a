import { Clock } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EditableText } from '#renderer/ui/EditableText.tsx';
import { FlagButtons } from '#renderer/ui/FlagButtons.tsx';
import { formatWallClock } from '#renderer/ui/format.ts';
import { LabelButtons } from '#renderer/ui/LabelButtons.tsx';
import { Stars } from '#renderer/ui/Stars.tsx';
import { Suggest } from '#renderer/ui/Suggest.tsx';
import { CustomFields } from './CustomFields.tsx';
import { OffsetField } from './OffsetField.tsx';
import { valueOf, type Edit, type Said } from './said.ts';
import styles from './Say.module.css';
import { TagField } from './TagField.tsx';
import { TimeDialog } from './TimeDialog.tsx';

/** What a person says of photos, to be changed. Values that differ are shown as such, and stay until one is set. */
export function Say({ said, onEdit, canFileTime }: { said: Said; onEdit: Edit; canFileTime: boolean }) {
  const [setsTime, setSetsTime] = useState(false);
  const authors = useCall('author.list', {}, ['organize.changed']).value?.authors ?? [];
  const title = valueOf(said.title);
  const caption = valueOf(said.caption);
  const author = valueOf(said.author);
  return (
    <div className={styles.say}>
      <div className={styles.marks}>
        <Stars value={valueOf(said.rating) ?? null} onChange={(rating) => void onEdit({ rating })} />
        <FlagButtons value={valueOf(said.flag) ?? null} onChange={(flag) => void onEdit({ flag })} />
        <LabelButtons value={valueOf(said.color)} onChange={(color) => void onEdit({ color })} />
      </div>
      {differing(said) !== '' && <p className={styles.differs}>{differing(said)}</p>}
      <EditableText
        label={t.inspector.title}
        value={title ?? ''}
        placeholder={title == null ? t.inspector.mixedTitles : t.inspector.addTitle}
        maxLength={1000}
        className={styles.title ?? ''}
        onSave={(next) => onEdit({ title: next })}
      />
      <EditableText
        label={t.inspector.caption}
        value={caption ?? ''}
        placeholder={caption == null ? t.inspector.mixedCaptions : t.inspector.addCaption}
        multiline
        maxLength={100_000}
        className={styles.caption ?? ''}
        onSave={(next) => onEdit({ caption: next })}
      />
      <TagField said={said} onEdit={onEdit} />
      <div className={styles.field}>
        <span className={styles.label}>{t.inspector.author}</span>
        <Suggest
          label={t.inspector.author}
          value={author ?? ''}
          placeholder={author === undefined ? t.inspector.mixedAuthors : t.inspector.noAuthor}
          items={authors.map(({ name }) => name)}
          onChoose={(name) => void onEdit({ author: name === '' ? null : name })}
          keepsText
        />
      </div>
      <div className={styles.time}>
        <span className={styles.label}>{t.inspector.taken}</span>
        <span className={styles.when}>{timeWords(said)}</span>
        <Button variant="ghost" onClick={() => setSetsTime(true)}>
          <Clock size={16} strokeWidth={1.5} aria-hidden /> {t.inspector.correct}
        </Button>
      </div>
      {said.taken_from != null && <OffsetField offset={said.taken_at_offset} onEdit={onEdit} />}
      <CustomFields said={said} onEdit={onEdit} />
      {setsTime && <TimeDialog said={said} onEdit={onEdit} canFileTime={canFileTime} onClose={() => setSetsTime(false)} />}
    </div>
  );
}

/** Which marks are not the same on all photos. */
function differing({ rating, flag, color }: Said): string {
  const names = [
    rating.mixed ? t.inspector.differ.ratings : '',
    flag.mixed ? t.inspector.differ.flags : '',
    color.mixed ? t.inspector.differ.labels : '',
  ].filter((name) => name !== '');
  return names.length === 0 ? '' : t.inspector.theyDiffer(names);
}

function timeWords({ taken_from: from, taken_to: to, undated, count }: Said): string {
  if (from == null || to == null) return t.format.noDate;
  const span = from === to ? formatWallClock(from) : t.inspector.span(formatWallClock(from), formatWallClock(to));
  return undated === 0 || count === 1 ? span : t.inspector.undated(span, undated);
}
