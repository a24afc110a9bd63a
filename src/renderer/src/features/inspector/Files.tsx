import { Copy, FolderOpen } from 'lucide-react';
import type { PhotoDetail } from '#contract/photo.ts';
import { errorWords } from '#renderer/api/error-words.ts';
import { showInFolder } from '#renderer/api/photo-files.ts';
import { useSystem } from '#renderer/api/stores.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { formatBytes, formatInstant } from '#renderer/ui/format.ts';
import { StateDot } from '#renderer/ui/StateDot.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { fileState, verifiedWords } from './facts.ts';
import styles from './Inspector.module.css';

/** Every copy of a photo: where it is, in which state, when it was last verified, and what lies beside it. */
export function Files({ photo }: { photo: PhotoDetail }) {
  const canShow = useSystem((state) => state.value?.can.show_in_folder ?? false);
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard.writeText(text);
    toast({ title: t.commands.pathCopied });
  };
  const show = (): void => {
    showInFolder(photo.hothash).catch((thrown: unknown) =>
      toast({ title: t.commands.folderNotShown, description: errorWords(thrown), tone: 'bad' }),
    );
  };
  return photo.files.map((file) => (
    <div key={file.full_path} className={styles.file}>
      <p className={styles.path}>{file.path}</p>
      <p className={styles.state}>
        <StateDot state={file.storage_online ? 'online' : 'offline'} /> {file.storage_name} · {fileState(file)}
      </p>
      {file.status === 'missing' && <p className={styles.meta}>{t.inspector.notFound(formatInstant(file.last_seen), file.storage_name)}</p>}
      <p className={styles.meta}>{t.inspector.changed(formatBytes(file.file_size), formatInstant(file.mtime))}</p>
      <p className={styles.meta}>{verifiedWords(file)}</p>
      {file.original_filename !== file.path.split('/').at(-1) && (
        <p className={styles.meta}>{t.inspector.formerName(file.original_filename)}</p>
      )}
      {file.companions.map((companion) => (
        <p key={companion.path} className={styles.meta}>
          {t.inspector.companion(
            t.inspector.companionRoles[companion.role],
            companion.path.split('/').at(-1) ?? '',
            formatBytes(companion.file_size),
          )}
        </p>
      ))}
      <div className={styles.actions}>
        {canShow && (
          <Button variant="ghost" onClick={show}>
            <FolderOpen size={16} strokeWidth={1.5} aria-hidden /> {t.commands.showInFolder}
          </Button>
        )}
        <Button variant="ghost" onClick={() => void copy(file.full_path)}>
          <Copy size={16} strokeWidth={1.5} aria-hidden /> {t.commands.copyPath}
        </Button>
      </div>
    </div>
  ));
}
