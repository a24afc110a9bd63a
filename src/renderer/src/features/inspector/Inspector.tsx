import { MapPin } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { PhotoSummary } from '#contract/organize.ts';
import type { PhotoDetail, Places } from '#contract/photo.ts';
import { hotpreviewUrl } from '#renderer/api/media.ts';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { PartState } from '#renderer/ui/PartState.tsx';
import { Splitter } from '#renderer/ui/Splitter.tsx';
import { AllMetadata } from './AllMetadata.tsx';
import { cameraFacts, photoFacts } from './facts.ts';
import { Files } from './Files.tsx';
import { HistogramView } from './HistogramView.tsx';
import { History } from './History.tsx';
import styles from './Inspector.module.css';
import { saidOf, saidOfSeveral, type Edit } from './said.ts';
import { Say } from './Say.tsx';
import { Why } from './Why.tsx';

/** The photos the pane is about. */
export interface Inspected {
  readonly count: number;
  /** Of the one photo; null for several, or while it is not known. */
  readonly hothash: string | null;
  readonly places: Places;
}

interface Actions {
  readonly onEdit: Edit;
  readonly onSession: (id: number) => void;
  /** Of a place: longitude and latitude. */
  readonly onPlace: (longitude: number, latitude: number) => void;
}

/** What is known of the photos at hand, and what can be said of them. */
export function Inspector({ inspected, isPlain = false, ...actions }: { inspected: Inspected | null; isPlain?: boolean } & Actions) {
  const width = useSettings((state) => state.value?.inspector_width_px ?? 300);
  const [dragged, setDragged] = useState<number | null>(null);
  return (
    <aside className={styles.pane} aria-label={t.app.information} style={{ width: dragged ?? width }} data-plain={isPlain ? '' : undefined}>
      <Splitter
        label={t.inspector.paneWidth}
        width={dragged ?? width}
        min={260}
        max={420}
        isLeft
        onDrag={setDragged}
        onDone={(inspector_width_px) => (setDragged(null), void changeSettings({ inspector_width_px }))}
      />
      {/* Without a tab stop of its own it could not be scrolled by keys while it holds no field. */}
      <div className={styles.inspector} tabIndex={inspected == null ? undefined : 0} role="group" aria-label={t.inspector.aboutSelection}>
        {inspected == null ? (
          <p className={styles.nothing}>{t.inspector.nothing}</p>
        ) : inspected.count === 1 ? (
          <One hothash={inspected.hothash} withPicture={!isPlain} {...actions} />
        ) : (
          <Several inspected={inspected} {...actions} />
        )}
      </div>
    </aside>
  );
}

function One({ hothash, withPicture, ...actions }: { hothash: string | null; withPicture: boolean } & Actions) {
  const call = useCall('photo.show', hothash == null ? null : { hothash }, ['photos.changed']);
  return (
    <PartState call={call} label={t.app.information} height={240}>
      {(photo) => <Facts key={photo.hothash} photo={photo} withPicture={withPicture} {...actions} />}
    </PartState>
  );
}

/** A rubber band passes many selections: only one that stays is asked about. */
const settlesAfterMs = 120;

function Several({ inspected, onEdit }: { inspected: Inspected } & Actions) {
  const key = JSON.stringify(inspected.places);
  const [settled, setSettled] = useState(key);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), settlesAfterMs);
    return () => clearTimeout(timer);
  }, [key]);
  const call = useCall('photo.summary', { places: JSON.parse(settled) as Places }, ['photos.changed']);
  // After an edit the same photos stand in a new list: what was known of them is shown until the answer is there.
  const known = useRef<PhotoSummary | null>(null);
  if (call.value != null) known.current = call.value;
  const value = call.value ?? (known.current?.count === inspected.count ? known.current : null);
  return (
    <PartState call={{ ...call, value }} label={t.app.information} height={240}>
      {(summary) => (
        <>
          <h2 className={styles.name}>{t.inspector.selected(inspected.count)}</h2>
          <p className={styles.several}>{t.inspector.changedForAll}</p>
          <Say said={saidOfSeveral(summary)} onEdit={onEdit} canFileTime />
          <Section title={t.inspector.cameras}>
            <List facts={summary.cameras.map(({ name, photos }) => [name ?? t.inspector.notKnown, formatNumber(photos)] as const)} />
          </Section>
        </>
      )}
    </PartState>
  );
}

function Facts({ photo, withPicture, onEdit, onSession, onPlace }: { photo: PhotoDetail; withPicture: boolean } & Actions) {
  const camera = cameraFacts(photo);
  return (
    <>
      {withPicture && photo.has_hotpreview && <img src={hotpreviewUrl(photo.hothash)} alt="" className={styles.picture} />}
      {photo.has_hotpreview && <HistogramView hothash={photo.hothash} />}
      <h2 className={styles.name}>{photo.files[0]?.path.split('/').at(-1) ?? t.commands.photoGroup}</h2>
      <Say said={saidOf(photo)} onEdit={onEdit} canFileTime={photo.taken_at_source === 'user'} />
      <Section title={t.commands.photoGroup}>
        <List facts={photoFacts(photo)} />
        {photo.gps != null && <ShowOnMap gps={photo.gps} onPlace={onPlace} />}
      </Section>
      {camera.length > 0 && (
        <Section title={t.inspector.camera}>
          <List facts={camera} />
        </Section>
      )}
      <Section title={photo.files.length > 1 ? t.inspector.copies(photo.files.length) : t.inspector.file}>
        <Files photo={photo} />
      </Section>
      <Section title={photo.sessions.length === 1 ? t.common.session : t.common.sessionsTitle}>
        {photo.sessions.map((session) => (
          <button key={session.id} type="button" className={styles.session} onClick={() => onSession(session.id)}>
            {session.title}
          </button>
        ))}
      </Section>
      <Section title={t.inspector.whyTitle}>
        <Why hothash={photo.hothash} />
        <AllMetadata hothash={photo.hothash} />
      </Section>
      <Section title={t.common.history}>
        <History hothash={photo.hothash} />
      </Section>
    </>
  );
}

function ShowOnMap({ gps: { longitude, latitude }, onPlace }: { gps: NonNullable<PhotoDetail['gps']> } & Pick<Actions, 'onPlace'>) {
  return (
    <div className={styles.actions}>
      <Button variant="ghost" onClick={() => onPlace(longitude, latitude)}>
        <MapPin size={16} strokeWidth={1.5} aria-hidden /> {t.map.showOnMap}
      </Button>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}

function List({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
