import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { EditableText } from '#renderer/ui/EditableText.tsx';
import { formatNumber, plural } from '#renderer/i18n/numbers.ts';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { matching } from '#renderer/ui/matching.ts';
import { Modal } from '#renderer/ui/Modal.tsx';
import { takeFocus } from '#renderer/ui/take-focus.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { undo } from './edit-photos.ts';
import styles from './Organize.module.css';

/** All tags with their counts: a name is changed where it stands, and one that is there already takes the photos over. */
export function TagsDialog({ onClose }: { onClose: () => void }) {
  const { value, error } = useCall('tag.list', {}, ['organize.changed']);
  const [typed, setTyped] = useState('');
  const tags = value?.tags ?? [];
  const names = matching(
    tags.map((tag) => tag.name),
    typed,
  );
  const countOf = new Map(tags.map((tag) => [tag.name, tag.photos]));
  return (
    <Modal
      onClose={onClose}
      title="Tags"
      description="Change a name where it stands. Given the name of another tag, the two become one."
      width={480}
    >
      <input
        type="search"
        aria-label="Find a tag"
        placeholder="Find a tag"
        className={styles.search}
        value={typed}
        data-autofocus=""
        ref={takeFocus}
        onChange={(event) => setTyped(event.target.value)}
      />
      {error != null && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      {value != null && names.length === 0 && (
        <p className={styles.none}>
          {tags.length === 0 ? 'No photo has a tag yet. Select photos and add tags in the information pane.' : `No tag matches “${typed}”.`}
        </p>
      )}
      <ul className={styles.tags} aria-label="Tags">
        {names.map((name) => (
          <li key={name} className={styles.tag}>
            <EditableText
              label={`Name of ${name}`}
              value={name}
              required
              maxLength={200}
              className={styles.tagName ?? ''}
              onSave={(to) => rename(name, to, countOf.get(to))}
            />
            <span className={styles.count}>{plural(countOf.get(name) ?? 0, 'photo')}</span>
            <IconButton icon={Trash2} label={`Remove ${name} from all its photos`} onClick={() => void remove(name)} />
          </li>
        ))}
      </ul>
      {names.length > 0 && <p className={styles.total}>{formatNumber(tags.length)} tags</p>}
    </Modal>
  );
}

const rename = (name: string, to: string, present: number | undefined): Promise<boolean> =>
  tell(api.call('tag.rename', { name, to }), present == null ? `“${name}” is now “${to}”` : `“${name}” is now part of “${to}”`);

const remove = (name: string): Promise<boolean> => tell(api.call('tag.remove', { name }), `“${name}” removed`);

async function tell(work: Promise<{ readonly id: number; readonly photo_count: number }>, title: string): Promise<boolean> {
  try {
    const edit = await work;
    toast({
      title,
      description: plural(edit.photo_count, 'photo'),
      action: { label: 'Undo', run: () => void undo(edit.id) },
    });
    return true;
  } catch (thrown) {
    toast({ title: 'The tag was not changed', description: errorWords(thrown), tone: 'bad' });
    return false;
  }
}
