import { hotpreviewUrl } from '#renderer/api/media.ts';
import { t } from '#renderer/i18n/t.ts';
import { cx } from '#renderer/ui/cx.ts';
import { Button } from '#renderer/ui/Button.tsx';
import line from '#renderer/ui/ListRow.module.css';
import { Modal } from '#renderer/ui/Modal.tsx';
import { stackBursts } from './arrange.ts';
import styles from './Organize.module.css';
import type { PhotoTarget } from './target.ts';

const mostRows = 50;
const mostPictures = 8;

/** Bursts with their pictures, to look at before they are stacked. */
export function BurstsDialog({
  target,
  bursts,
  onClose,
}: {
  target: PhotoTarget;
  bursts: readonly (readonly string[])[];
  onClose: () => void;
}) {
  const photos = bursts.reduce((sum, burst) => sum + burst.length, 0);
  return (
    <Modal
      onClose={onClose}
      title={t.organize.stackBursts}
      description={t.organize.burstsFound(bursts.length, photos)}
      width={560}
      foot={
        <>
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button
            variant="accent"
            data-autofocus=""
            onClick={() => {
              onClose();
              void stackBursts(target, bursts.length);
            }}
          >
            {t.organize.stackBurstCount(bursts.length)}
          </Button>
        </>
      }
    >
      <ul className={styles.bursts} aria-label={t.organize.bursts}>
        {bursts.slice(0, mostRows).map((burst) => (
          <li key={burst[0]} className={styles.burst} aria-label={t.common.photos(burst.length)}>
            {burst.slice(0, mostPictures).map((hothash) => (
              <img key={hothash} src={hotpreviewUrl(hothash)} alt="" className={styles.burstPicture} />
            ))}
            <span className={cx(line.count, styles.burstCount)}>{t.common.photos(burst.length)}</span>
          </li>
        ))}
      </ul>
      {bursts.length > mostRows && <p className={styles.total}>{t.organize.moreBursts(bursts.length - mostRows)}</p>}
    </Modal>
  );
}
