import { Tags } from 'lucide-react';
import { useState } from 'react';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { PartState } from '#renderer/ui/PartState.tsx';
import styles from './Inspector.module.css';

/** Everything the metadata of the photo's file says, read from it when somebody asks. */
export function AllMetadata({ hothash }: { hothash: string }) {
  const [isOpen, setOpen] = useState(false);
  const call = useCall('photo.metadata', isOpen ? { hothash } : null, ['photos.changed']);
  return (
    <>
      <div className={styles.actions}>
        <Button variant="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Tags size={16} strokeWidth={1.5} aria-hidden /> {t.inspector.allMetadata}
        </Button>
      </div>
      {isOpen && (
        <PartState call={call} label={t.inspector.allMetadata} height={240}>
          {({ path, groups }) => (
            <>
              <p className={styles.meta}>{groups.length === 0 ? t.inspector.noMetadata : t.inspector.readFrom(path)}</p>
              {groups.map(({ name, tags }) => (
                <dl key={name} className={styles.tags} aria-label={name} lang="en">
                  {/* Names of tags are the same in every language. */}
                  {tags.map((tag) => (
                    <div key={tag.name} className={styles.tag}>
                      <dt>{tag.name}</dt>
                      <dd>{tag.value}</dd>
                    </div>
                  ))}
                </dl>
              ))}
            </>
          )}
        </PartState>
      )}
    </>
  );
}
