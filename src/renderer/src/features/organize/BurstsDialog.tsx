import { hotpreviewUrl } from '#renderer/api/media.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { plural } from '#renderer/i18n/numbers.ts';
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
      title="Stack bursts"
      description={`${plural(bursts.length, 'burst')} with ${plural(photos, 'photo')}. The first photo of each is put on top; it can be undone.`}
      width={560}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="accent"
            data-autofocus=""
            onClick={() => {
              onClose();
              void stackBursts(target, bursts.length);
            }}
          >
            Stack {plural(bursts.length, 'burst')}
          </Button>
        </>
      }
    >
      <ul className={styles.bursts} aria-label="Bursts">
        {bursts.slice(0, mostRows).map((burst) => (
          <li key={burst[0]} className={styles.burst} aria-label={plural(burst.length, 'photo')}>
            {burst.slice(0, mostPictures).map((hothash) => (
              <img key={hothash} src={hotpreviewUrl(hothash)} alt="" className={styles.burstPicture} />
            ))}
            <span className={styles.count}>{plural(burst.length, 'photo')}</span>
          </li>
        ))}
      </ul>
      {bursts.length > mostRows && <p className={styles.total}>and {plural(bursts.length - mostRows, 'burst')} more</p>}
    </Modal>
  );
}
