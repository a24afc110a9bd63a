import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '#contract/procedures.ts';
import { api } from '#renderer/api/client.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { EditableText } from '#renderer/ui/EditableText.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { matching } from '#renderer/ui/matching.ts';
import line from '#renderer/ui/ListRow.module.css';
import { Modal } from '#renderer/ui/Modal.tsx';
import { PartState } from '#renderer/ui/PartState.tsx';
import { takeFocus } from '#renderer/ui/take-focus.ts';
import { toast } from '#renderer/ui/toasts.ts';
import { undo } from './edit-photos.ts';
import styles from './Organize.module.css';

/** All tags with their counts: a name is changed where it stands, and one that is there already takes the photos over. */
export function TagsDialog({ onClose }: { onClose: () => void }) {
  const call = useCall('tag.list', {}, ['organize.changed']);
  const [typed, setTyped] = useState('');
  return (
    <Modal onClose={onClose} title={t.commands.tagsGroup} description={t.organize.changeTagNames} width={480}>
      <input
        type="search"
        aria-label={t.organize.findTag}
        placeholder={t.organize.findTag}
        className={styles.search}
        value={typed}
        data-autofocus=""
        ref={takeFocus}
        onChange={(event) => setTyped(event.target.value)}
      />
      <PartState call={call} label={t.commands.tagsGroup} height={56}>
        {({ tags }) => <TagList tags={tags} typed={typed} />}
      </PartState>
    </Modal>
  );
}

function TagList({ tags, typed }: { tags: Output<'tag.list'>['tags']; typed: string }) {
  const names = matching(
    tags.map((tag) => tag.name),
    typed,
  );
  const countOf = new Map(tags.map((tag) => [tag.name, tag.photos]));
  if (names.length === 0) return <p className={styles.none}>{tags.length === 0 ? t.organize.noTags : t.organize.noTagMatches(typed)}</p>;
  return (
    <>
      <ul className={styles.tags} aria-label={t.commands.tagsGroup}>
        {names.map((name) => (
          <li key={name} className={styles.tag}>
            <EditableText
              label={t.organize.nameOf(name)}
              value={name}
              required
              maxLength={200}
              className={styles.tagName ?? ''}
              onSave={(to) => rename(name, to, countOf.get(to))}
            />
            <span className={line.count}>{t.common.photos(countOf.get(name) ?? 0)}</span>
            <IconButton icon={Trash2} label={t.organize.removeFromAll(name)} onClick={() => void remove(name)} />
          </li>
        ))}
      </ul>
      <p className={styles.total}>{t.organize.tagCount(tags.length)}</p>
    </>
  );
}

const rename = (name: string, to: string, present: number | undefined): Promise<boolean> =>
  tell(api.call('tag.rename', { name, to }), present == null ? t.organize.tagRenamed(name, to) : t.organize.tagMerged(name, to));

const remove = (name: string): Promise<boolean> => tell(api.call('tag.remove', { name }), t.organize.tagRemoved(name));

async function tell(work: Promise<{ readonly id: number; readonly photo_count: number }>, title: string): Promise<boolean> {
  try {
    const edit = await work;
    toast({
      title,
      description: t.common.photos(edit.photo_count),
      action: { label: t.common.undo, run: () => void undo(edit.id) },
    });
    return true;
  } catch (thrown) {
    toast({ title: t.organize.tagNotChanged, description: errorWords(thrown), tone: 'bad' });
    return false;
  }
}
