import { Album as AlbumIcon, ImagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCall } from '#renderer/api/use-call.ts';
import { useAlbums, useConflicts, useImportRuns, useSessions, useStorages } from '#renderer/api/stores.ts';
import { openImport, openRegister } from '#renderer/features/import/import-store.ts';
import { ConflictsPage } from '#renderer/features/conflicts/ConflictsPage.tsx';
import { countToReview } from '#renderer/features/conflicts/inbox-rows.ts';
import { HistoryPage } from '#renderer/features/conflicts/HistoryPage.tsx';
import { JobsPage } from '#renderer/features/jobs/JobsPage.tsx';
import { openRestore } from '#renderer/features/restore/restore-store.ts';
import { validPart } from '#domain/search/edit-query.ts';
import { parseQuery } from '#domain/search/parse-query.ts';
import { FilterBar } from '#renderer/features/search/FilterBar.tsx';
import { NothingFound } from '#renderer/features/search/NothingFound.tsx';
import { SessionHeader } from '#renderer/features/sessions/SessionHeader.tsx';
import { SessionsPage } from '#renderer/features/sessions/SessionsPage.tsx';
import { SettingsPage } from '#renderer/features/settings/SettingsPage.tsx';
import { StorageBanner } from '#renderer/features/storages/StorageBanner.tsx';
import { StoragesPage } from '#renderer/features/storages/StoragesPage.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { formatNumber, plural } from '#renderer/i18n/numbers.ts';
import { useSettings } from '#renderer/api/settings-store.ts';
import { orderOf } from './library-order.ts';
import { searchLibrary } from './LibraryFilter.tsx';
import { settingsOrDefault } from './settings.ts';
import { navigate, showOverlay, type View } from './navigation.ts';
import { PhotoScreen } from './PhotoScreen.tsx';
import styles from './Screen.module.css';
import { Toolbar } from './Toolbar.tsx';

const openHistory = (): void => navigate({ kind: 'history' });
const openConflicts = (): void => navigate({ kind: 'conflicts' });
const openStorage = (uuid: string): void => navigate({ kind: 'storages', uuid });
const restoreFrom = (path: string): void => openRestore([path]);
const openSession = (id: number): void => navigate({ kind: 'session', id });
const importButton = (
  <Button variant="accent" onClick={() => openImport()}>
    Import photos…
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
    case 'sessions':
      return <Sessions />;
    case 'jobs':
      return (
        <Page title="Imports & jobs">
          <JobsPage onSession={openSession} importButton={importButton} />
        </Page>
      );
    case 'conflicts':
      return <Conflicts />;
    case 'history':
      return (
        <Page title="History">
          <HistoryPage />
        </Page>
      );
    case 'storages':
      return <Storages uuid={view.uuid} />;
    case 'settings':
      return (
        <Page title="Settings">
          <SettingsPage onShortcuts={() => showOverlay('shortcuts')} />
        </Page>
      );
  }
}

function Library({ text }: { text: string | undefined }) {
  const order = useSettings((state) => orderOf(settingsOrDefault(state.value).library_order));
  if (text == null) return <PhotoScreen query={order} title="Library" empty={<EmptyLibrary />} />;
  const asked = validPart(text);
  return (
    <PhotoScreen
      query={asked === '' ? order : { text: asked, ...order }}
      title={parseQuery(text).clauses.every(({ field }) => field === null) ? `“${text}”` : 'Search'}
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
      <EmptyState icon={ImagePlus} title="The first photos are on their way">
        They appear here as they are imported. You can begin to look at once.
      </EmptyState>
    );
  }
  if (adopted != null) {
    return (
      <EmptyState
        icon={ImagePlus}
        title="No photos yet"
        action={
          <Button variant="accent" onClick={() => openRegister(adopted)}>
            Add the photos of {adopted.display_name}…
          </Button>
        }
      >
        ImaLink looks after this folder, but its photos have not been added. They stay where they are.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={ImagePlus} title="No photos yet" action={importButton}>
      Drop a folder or a memory card anywhere in this window, or choose one. You see what would be imported before anything is copied.
    </EmptyState>
  );
}

function Session({ id }: { id: number }) {
  const { value, error, reload } = useCall('session.show', { session_id: id }, ['session.changed', 'photos.changed']);
  if (error != null && value == null) {
    return (
      <Page title="Session">
        <EmptyState isError title="The session could not be opened" action={<Button onClick={reload}>Try again</Button>}>
          {error}
        </EmptyState>
      </Page>
    );
  }
  return (
    <PhotoScreen
      query={{ session_id: id, descending: false }}
      title={value?.title ?? 'Session'}
      head={value == null ? null : <SessionHeader session={value} onChanged={reload} />}
      empty={
        <EmptyState title="No photos in this session">
          {value?.problems.length
            ? 'Nothing of it was imported. The problems above say why.'
            : 'Its import was undone, or its photos are elsewhere by now.'}
        </EmptyState>
      }
    />
  );
}

function Album({ uuid }: { uuid: string }) {
  const album = useAlbums((state) => state.value?.find((each) => each.uuid === uuid));
  const isKnown = useAlbums((state) => state.value != null);
  if (isKnown && album == null)
    return (
      <Page title="Album">
        <EmptyState title="This album is gone" action={<Button onClick={() => navigate({ kind: 'library' })}>Show all photos</Button>}>
          It was removed, or its storage is no longer known. Its photos are in the library.
        </EmptyState>
      </Page>
    );
  return (
    <PhotoScreen
      query={{ album: uuid, sort: 'album' }}
      title={album?.name ?? 'Album'}
      empty={
        <EmptyState
          icon={AlbumIcon}
          title="No photos in this album yet"
          action={<Button onClick={() => navigate({ kind: 'library' })}>Choose photos in the library</Button>}
        >
          Select photos and drag them onto the album in the sidebar, or press Ctrl+Shift+A.
        </EmptyState>
      }
    />
  );
}

function Sessions() {
  const count = useSessions((state) => state.value?.length);
  return (
    <Page title="Sessions" count={count == null || count === 0 ? null : plural(count, 'session')}>
      <SessionsPage onOpen={openSession} importButton={importButton} />
    </Page>
  );
}

function Conflicts() {
  const count = useConflicts((state) => countToReview(state.value ?? []));
  return (
    <Page title="Conflicts" count={count === 0 ? null : `${formatNumber(count)} to review`}>
      <ConflictsPage onHistory={openHistory} onStorage={openStorage} />
    </Page>
  );
}

function Storages({ uuid }: { uuid: string | undefined }) {
  const count = useStorages((state) => state.value?.length);
  return (
    <Page title="Storages" count={count == null ? null : plural(count, 'storage')}>
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

function Page({ title, count, children }: { title: string; count?: string | null; children: ReactNode }) {
  return (
    <div className={styles.page}>
      <Toolbar title={title} count={count ?? null} />
      <main className={styles.main}>{children}</main>
    </div>
  );
}
