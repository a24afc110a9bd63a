import { Album as AlbumIcon, ImagePlus } from 'lucide-react';
import { useCall } from '#renderer/api/use-call.ts';
import { useAlbums, useConflicts, useImportRuns, useSessions, useStorages } from '#renderer/api/stores.ts';
import { openImport, openRegister } from '#renderer/features/import/import-store.ts';
import { ConflictsPage } from '#renderer/features/conflicts/ConflictsPage.tsx';
import { countToReview } from '#renderer/features/conflicts/inbox-rows.ts';
import { HistoryPage } from '#renderer/features/conflicts/HistoryPage.tsx';
import { JobLine } from '#renderer/features/jobs/JobLine.tsx';
import { JobsPage } from '#renderer/features/jobs/JobsPage.tsx';
import { openRestore } from '#renderer/features/restore/restore-store.ts';
import { validPart } from '#domain/search/edit-query.ts';
import { parseQuery } from '#domain/search/parse-query.ts';
import { FilterBar } from '#renderer/features/search/FilterBar.tsx';
import { openArrange } from '#renderer/features/organize/arrange-sessions.ts';
import { NothingFound } from '#renderer/features/search/NothingFound.tsx';
import { SessionHeader } from '#renderer/features/sessions/SessionHeader.tsx';
import { SessionsPage } from '#renderer/features/sessions/SessionsPage.tsx';
import { SettingsPage } from '#renderer/features/settings/SettingsPage.tsx';
import { StorageBanner } from '#renderer/features/storages/StorageBanner.tsx';
import { StoragesPage } from '#renderer/features/storages/StoragesPage.tsx';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useSettings } from '#renderer/api/settings-store.ts';
import { FoldersScreen } from './FoldersScreen.tsx';
import { MapScreen } from './MapScreen.tsx';
import { orderOf } from './library-order.ts';
import { searchLibrary } from './LibraryFilter.tsx';
import { settingsOrDefault } from './settings.ts';
import { navigate, showOverlay, type View } from './navigation.ts';
import { Page } from './Page.tsx';
import { PhotoScreen } from './PhotoScreen.tsx';
import styles from './Screen.module.css';

const openHistory = (): void => navigate({ kind: 'history' });
const openJobs = (): void => navigate({ kind: 'jobs' });
const openConflicts = (): void => navigate({ kind: 'conflicts' });
const openStorage = (uuid: string): void => navigate({ kind: 'storages', uuid });
const restoreFrom = (path: string): void => openRestore([path]);
const openSession = (id: number): void => navigate({ kind: 'session', id });
const ImportButton = () => (
  <Button variant="accent" onClick={() => openImport()}>
    {t.app.importPhotos}
  </Button>
);

/** The screen of a view. */
export function Screen({ view }: { view: View }) {
  switch (view.kind) {
    case 'library':
      return <Library text={view.text} />;
    case 'session':
      return <Session key={view.id} id={view.id} />;
    case 'album':
      return <Album key={view.uuid} uuid={view.uuid} />;
    case 'folders':
      return <FoldersScreen view={view} />;
    case 'map':
      return <MapScreen view={view} />;
    case 'sessions':
      return <Sessions />;
    case 'jobs':
      return (
        <Page title={t.common.jobs}>
          <JobsPage onSession={openSession} importButton={<ImportButton />} />
        </Page>
      );
    case 'conflicts':
      return <Conflicts />;
    case 'history':
      return (
        <Page title={t.common.history}>
          <HistoryPage />
        </Page>
      );
    case 'storages':
      return <Storages uuid={view.uuid} />;
    case 'settings':
      return (
        <Page title={t.common.settings}>
          <SettingsPage onShortcuts={() => showOverlay('shortcuts')} onStorages={() => navigate({ kind: 'storages' })} />
        </Page>
      );
  }
}

function Library({ text }: { text: string | undefined }) {
  const order = useSettings((state) => orderOf(settingsOrDefault(state.value).library_order));
  if (text == null) return <PhotoScreen query={order} title={t.common.library} empty={<EmptyLibrary />} />;
  const asked = validPart(text);
  return (
    <PhotoScreen
      query={asked === '' ? order : { text: asked, ...order }}
      title={parseQuery(text).clauses.every(({ field }) => field === null) ? t.app.quoted(text) : t.common.search}
      head={<FilterBar query={text} onQuery={searchLibrary} />}
      empty={<NothingFound query={text} onQuery={searchLibrary} />}
    />
  );
}

/** Nothing is there yet: because it is on its way, because an adopted folder was not taken in, or because nothing was imported. */
function EmptyLibrary() {
  const importRuns = useImportRuns();
  // An import that has just ended is in the storage before it is in the list.
  const hasFiles = useStorages((state) => (state.value ?? []).some((storage) => storage.is_accessible && storage.total_files > 0));
  const adopted = useStorages((state) => state.value?.find((storage) => storage.photos_dir === '.' && storage.state === 'online'));
  if (importRuns || hasFiles) {
    return (
      <EmptyState icon={ImagePlus} title={t.app.firstOnTheirWay}>
        {t.app.appearHere}
      </EmptyState>
    );
  }
  if (adopted != null) {
    return (
      <EmptyState
        icon={ImagePlus}
        title={t.app.noPhotos}
        action={
          <Button variant="accent" onClick={() => openRegister(adopted)}>
            {t.app.addPhotosOf(adopted.display_name)}
          </Button>
        }
      >
        {t.app.notAdded}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={ImagePlus} title={t.app.noPhotos} action={<ImportButton />}>
      {t.app.dropHere}
    </EmptyState>
  );
}

function Session({ id }: { id: number }) {
  const { value, error, reload } = useCall('session.show', { session_id: id }, ['session.changed', 'photos.changed']);
  if (error != null && value == null) {
    return (
      <Page title={t.common.session}>
        <EmptyState isError title={t.app.sessionNotOpened} action={<Button onClick={reload}>{t.common.tryAgain}</Button>}>
          {error}
        </EmptyState>
      </Page>
    );
  }
  return (
    <PhotoScreen
      query={{ session_id: id, descending: false }}
      title={value?.title ?? t.common.session}
      head={value == null ? null : <SessionHeader session={value} onChanged={reload} />}
      empty={<EmptyState title={t.app.emptySession}>{value?.problems.length ? t.app.nothingImported : t.app.elsewhere}</EmptyState>}
    />
  );
}

function Album({ uuid }: { uuid: string }) {
  const album = useAlbums((state) => state.value?.find((each) => each.uuid === uuid));
  const isKnown = useAlbums((state) => state.value != null);
  if (isKnown && album == null)
    return (
      <Page title={t.app.album}>
        <EmptyState title={t.app.albumGone} action={<Button onClick={() => navigate({ kind: 'library' })}>{t.app.showAllPhotos}</Button>}>
          {t.app.albumGoneWhy}
        </EmptyState>
      </Page>
    );
  return (
    <PhotoScreen
      query={{ album: uuid, sort: 'album' }}
      title={album?.name ?? t.app.album}
      empty={
        <EmptyState
          icon={AlbumIcon}
          title={t.app.emptyAlbum}
          action={<Button onClick={() => navigate({ kind: 'library' })}>{t.app.chooseInLibrary}</Button>}
        >
          {t.app.howToFillAlbum}
        </EmptyState>
      }
    />
  );
}

function Sessions() {
  const count = useSessions((state) => state.value?.length);
  return (
    <Page title={t.common.sessionsTitle} count={count == null || count === 0 ? null : t.common.sessions(count)}>
      <SessionsPage
        onOpen={openSession}
        importButton={<ImportButton />}
        mergeButton={<Button onClick={() => openArrange({ kind: 'merge' })}>{t.sessions.merge}</Button>}
      />
    </Page>
  );
}

function Conflicts() {
  const count = useConflicts((state) => countToReview(state.value ?? []));
  return (
    <Page title={t.common.conflicts} count={count === 0 ? null : t.app.toReview(count)}>
      <ConflictsPage onHistory={openHistory} onStorage={openStorage} scan={<JobLine kind="scan" onOpen={openJobs} />} />
    </Page>
  );
}

function Storages({ uuid }: { uuid: string | undefined }) {
  const count = useStorages((state) => state.value?.length);
  return (
    <Page title={t.common.storagesTitle} count={count == null ? null : t.common.storages(count)}>
      <div className={styles.column}>
        <StorageBanner onStorage={openStorage} onConflicts={openConflicts} />
        <StoragesPage
          focused={uuid}
          onSession={openSession}
          onRegister={openRegister}
          onRestore={restoreFrom}
          onSamplesRemoved={leaveWhenEmpty}
        />
      </div>
    </Page>
  );
}

/** The next storage begins in the library, not where the last one was removed. */
function leaveWhenEmpty(): void {
  if (useStorages.getState().value?.length === 0) navigate({ kind: 'library' });
}
