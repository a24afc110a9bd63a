/** The whole window: the first screen or the shell, and what lies over both. */
import { Tooltip } from '@base-ui/react/tooltip';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { useFolderRequest } from '#renderer/api/choose-folder.ts';
import { useSettings } from '#renderer/api/settings-store.ts';
import { followHost, useStorages, useSystem } from '#renderer/api/stores.ts';
import { FirstRun } from '#renderer/features/first-run/FirstRun.tsx';
import { FolderBrowser } from '#renderer/features/folders/FolderBrowser.tsx';
import { DropTarget } from '#renderer/features/import/DropTarget.tsx';
import { openRegister, useImport } from '#renderer/features/import/import-store.ts';
import { ImportSheet } from '#renderer/features/import/ImportSheet.tsx';
import { OrganizeDialogs } from '#renderer/features/organize/OrganizeDialogs.tsx';
import { openRestore, useRestore } from '#renderer/features/restore/restore-store.ts';
import { ArrangeDialogs } from '#renderer/features/organize/ArrangeDialogs.tsx';
import { useViewer } from '#renderer/features/viewer/viewer-store.ts';
import { NewStorageDialog } from '#renderer/features/storages/NewStorageDialog.tsx';
import { openStorageDialog, useStorageDialog } from '#renderer/features/storages/storage-dialog.ts';
import { useLanguage } from '#renderer/i18n/language.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Loading } from '#renderer/ui/Loading.tsx';
import { Toasts } from '#renderer/ui/Toasts.tsx';
import styles from './App.module.css';
import { useCommands } from './commands/use-commands.ts';
import { applyLanguage } from './language.ts';
import { navigate, useNavigation } from './navigation.ts';
import { Palette } from './Palette.tsx';
import { Shell } from './Shell.tsx';
import { ShortcutSheet } from './ShortcutSheet.tsx';
import { applyTheme } from './theme.ts';
import { useImportOffers } from './use-import-offers.ts';
import { useCatalogNotice } from './use-catalog-notice.ts';
import { useJobToasts } from './use-job-toasts.ts';

/** The window. */
export function App() {
  useEffect(followHost, []);
  useCommands();
  useJobToasts();
  useCatalogNotice();
  useImportOffers();
  const theme = useSettings((state) => state.value?.theme);
  useEffect(() => {
    if (theme != null) applyTheme(theme);
  }, [theme]);
  const showsSidebar = useSettings((state) => state.value?.show_sidebar ?? true);
  useEffect(() => void document.documentElement.toggleAttribute('data-no-sidebar', !showsSidebar), [showsSidebar]);
  const language = useSettings((state) => state.value?.language);
  useEffect(() => {
    if (language != null) applyLanguage(language);
  }, [language]);
  const hasSlideshow = useViewer((state) => state.slideshow != null);
  // Everything below is drawn anew in another language; what is memoised listens itself.
  useLanguage();
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <Main />
        <Overlays />
        <DropTarget />
        <Toasts theme={hasSlideshow ? 'dark' : undefined} />
      </Tooltip.Provider>
    </CSPProvider>
  );
}

/** A start takes less than anybody sees; one that takes longer says so. */
const Starting = () => (
  <Loading label="ImaLink" className={styles.starting}>
    ImaLink
  </Loading>
);

/** Seen once in the life of a library: loaded when it is. */
const RestoreScreen = lazy(async () => ({ default: (await import('#renderer/features/restore/RestoreScreen.tsx')).RestoreScreen }));

const showLibrary = (): void => navigate({ kind: 'library' });

function Main(): ReactNode {
  const storages = useStorages();
  const system = useSystem();
  const settings = useSettings();
  const { open: isRestoring, left: hasLeft } = useRestore();
  if (storages.value == null) {
    const error = storages.error ?? system.error;
    if (error == null) return <Starting />;
    return (
      <main style={{ height: '100%' }}>
        <EmptyState
          isError
          title={t.app.notStarted}
          action={
            <Button variant="accent" onClick={() => location.reload()}>
              {t.common.tryAgain}
            </Button>
          }
        >
          {error} {t.app.notAffected}
        </EmptyState>
      </main>
    );
  }
  // They say where the window was left.
  if (settings.value == null && settings.error == null) return null;
  const isLost = system.value?.catalog_state === 'lost' && storages.value.length === 0;
  if (isRestoring || (isLost && !hasLeft))
    return (
      <Suspense fallback={null}>
        <RestoreScreen isLost={isLost} onShowLibrary={showLibrary} />
      </Suspense>
    );
  if (storages.value.length > 0) return <Shell />;
  // A lost catalog must not look like a first run, not even for a moment.
  if (system.value == null && system.error == null) return null;
  return <FirstRun onNewStorage={openStorageDialog} onRestore={() => openRestore()} onAdopted={openRegister} onSamples={showLibrary} />;
}

function Overlays(): ReactNode {
  const overlay = useNavigation((state) => state.overlay);
  const importing = useImport((state) => state.open);
  const creating = useStorageDialog((state) => state.open);
  const request = useFolderRequest((state) => state.request);
  return (
    <>
      {importing && <ImportSheet onNewStorage={openStorageDialog} onStarted={() => navigate({ kind: 'library' })} />}
      {creating && <NewStorageDialog onCreated={(uuid) => importing && useImport.setState({ storage: uuid })} />}
      {request != null && <FolderBrowser request={request} />}
      <ArrangeDialogs onSession={(id) => navigate({ kind: 'session', id })} />
      <OrganizeDialogs onAlbum={(uuid) => navigate({ kind: 'album', uuid })} />
      {overlay === 'palette' && <Palette />}
      {overlay === 'shortcuts' && <ShortcutSheet />}
    </>
  );
}
