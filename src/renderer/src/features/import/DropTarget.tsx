import { useEffect, useState } from 'react';
import { api, host } from '#renderer/api/client.ts';
import { t } from '#renderer/i18n/t.ts';
import { arePhotosDragged } from '#renderer/ui/dragged-photos.ts';
import { openImport } from './import-store.ts';
import styles from './DropTarget.module.css';

/** The whole window takes folders and files: they open the import sheet, nothing is copied yet. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  const [isLocating, setLocating] = useState(false);
  useEffect(() => {
    // dragenter and dragleave come for every element passed: only the balance tells whether the window was left.
    let depth = 0;
    const hasFiles = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes('Files') === true && !arePhotosDragged(event.dataTransfer);
    const onEnter = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (hasFiles(event) && --depth <= 0) setOver(false);
    };
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer != null) event.dataTransfer.dropEffect = 'copy';
    };
    const onDrop = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (event.dataTransfer == null) return;
      setLocating(true);
      const show = (sources: readonly string[]): void => {
        setLocating(false);
        openImport(sources.length > 0 ? { sources, pathsUnknown: false } : { pathsUnknown: true });
      };
      host.pathsOf(event.dataTransfer).then(show, () => show([]));
    };
    const listeners = [
      ['dragenter', onEnter],
      ['dragleave', onLeave],
      ['dragover', onOver],
      ['drop', onDrop],
    ] as const;
    for (const [name, listener] of listeners) window.addEventListener(name, listener);
    return () => {
      for (const [name, listener] of listeners) window.removeEventListener(name, listener);
    };
  }, []);
  useEffect(() => api.on('app.openPaths', ({ paths }) => openImport({ sources: paths })), []);
  if (!over && !isLocating) return null;
  return (
    <div className={styles.target}>
      <p className={styles.words} role="status">
        {over ? t.imports.dropToSee : t.imports.locating}
      </p>
    </div>
  );
}
