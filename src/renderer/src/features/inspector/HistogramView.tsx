import { useEffect, useState } from 'react';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import { t } from '#renderer/i18n/t.ts';
import { outline, tallestOf, type Histogram } from './histogram.ts';
import styles from './Inspector.module.css';

const [width, height] = [256, 56];

/** The histogram of a photo's preview; nothing until it is counted. */
export function HistogramView({ hothash }: { hothash: string }) {
  const [counted, setCounted] = useState<Histogram | 'waiting' | 'none'>('waiting');
  useEffect(() => {
    const worker = new Worker(new URL('histogram-worker.ts', import.meta.url), { type: 'module' });
    const controller = new AbortController();
    worker.addEventListener('message', ({ data }: MessageEvent<Histogram | null>) => {
      worker.terminate();
      setCounted(data ?? 'none');
    });
    fetch(hotpreviewUrl(hothash), { signal: controller.signal })
      .then((response) => (response.ok ? response.blob() : null))
      .then((blob) => blob != null && worker.postMessage(blob))
      // Went on to another photo, or the host is away, which is said elsewhere.
      .catch(() => undefined);
    return () => {
      controller.abort();
      worker.terminate();
    };
  }, [hothash]);
  if (counted === 'none') return null;
  if (counted === 'waiting') return <div className={styles.histogram} />;
  const { red, green, blue, luma } = counted;
  const tallest = tallestOf(counted);
  return (
    <svg
      className={styles.histogram}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={t.inspector.histogram}
    >
      <path d={outline(luma, tallest, width, height)} className={styles.luma} />
      {(
        [
          ['red', red],
          ['green', green],
          ['blue', blue],
        ] as const
      ).map(([name, counts]) => (
        <path key={name} d={outline(counts, tallest, width, height)} className={styles.channel} data-channel={name} />
      ))}
    </svg>
  );
}
