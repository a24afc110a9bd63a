import { useState } from 'react';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { t } from '#renderer/i18n/t.ts';
import { Splitter } from '#renderer/ui/Splitter.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { isCovered, useNavigation } from './navigation.ts';
import { Screen } from './Screen.tsx';
import { settingsOrDefault } from './settings.ts';
import styles from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';
import { StatusBar } from './StatusBar.tsx';

/** Sidebar, screen and status bar. */
export function Shell() {
  const view = useNavigation((state) => state.view);
  const isUnder = useNavigation(isCovered);
  const settings = settingsOrDefault(useSettings((state) => state.value));
  const [dragWidth, setDragWidth] = useState<number | null>(null);
  const width = dragWidth ?? settings.sidebar_width_px;
  return (
    <div className={styles.shell} style={{ '--sidebar': `${width}px` } as React.CSSProperties}>
      <div className={styles.side} inert={isUnder}>
        <Sidebar />
        <Splitter
          label={t.app.sidebarWidth}
          min={180}
          max={360}
          width={width}
          onDrag={setDragWidth}
          onDone={(sidebar_width_px) => (setDragWidth(null), void changeSettings({ sidebar_width_px }))}
        />
      </div>
      <div className={styles.screen}>
        <ErrorBoundary key={view.kind === 'session' ? `session-${view.id}` : view.kind === 'album' ? `album-${view.uuid}` : view.kind}>
          <Screen view={view} />
        </ErrorBoundary>
      </div>
      <div className={styles.status} inert={isUnder}>
        <StatusBar />
      </div>
    </div>
  );
}
