import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useNavigation } from './navigation.ts';
import { Screen } from './Screen.tsx';
import { settingsOrDefault } from './settings.ts';
import styles from './Shell.module.css';
import { Sidebar } from './Sidebar.tsx';
import { StatusBar } from './StatusBar.tsx';

const minWidth = 180;
const maxWidth = 360;

/** Sidebar, screen and status bar. */
export function Shell() {
  const view = useNavigation((state) => state.view);
  const viewerOpen = useNavigation((state) => state.viewer != null);
  const settings = settingsOrDefault(useSettings((state) => state.value));
  const [dragWidth, setDragWidth] = useState<number | null>(null);
  const width = dragWidth ?? settings.sidebar_width_px;
  return (
    <div className={styles.shell} style={{ '--sidebar': `${width}px` } as React.CSSProperties}>
      <div className={styles.side} inert={viewerOpen}>
        <Sidebar />
        <Splitter
          width={width}
          onDrag={setDragWidth}
          onDone={(sidebar_width_px) => (setDragWidth(null), void changeSettings({ sidebar_width_px }))}
        />
      </div>
      <div className={styles.screen}>
        <ErrorBoundary key={view.kind === 'session' ? `session-${view.id}` : view.kind}>
          <Screen view={view} />
        </ErrorBoundary>
      </div>
      <div className={styles.status} inert={viewerOpen}>
        <StatusBar />
      </div>
    </div>
  );
}

function Splitter({ width, onDrag, onDone }: { width: number; onDrag: (width: number) => void; onDone: (width: number) => void }) {
  const start = useRef<{ x: number; width: number } | null>(null);
  const clamp = (wished: number): number => Math.round(Math.min(maxWidth, Math.max(minWidth, wished)));
  const widthAt = (event: PointerEvent): number =>
    clamp((start.current?.width ?? width) + event.clientX - (start.current?.x ?? event.clientX));
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step == null) return;
    event.preventDefault();
    event.stopPropagation();
    onDone(clamp(width + step));
  };
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-label="Width of the sidebar"
      aria-orientation="vertical"
      aria-valuemin={minWidth}
      aria-valuemax={maxWidth}
      aria-valuenow={width}
      className={styles.splitter}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => start.current != null && onDrag(widthAt(event))}
      onPointerUp={(event) => {
        if (start.current != null) onDone(widthAt(event));
        start.current = null;
      }}
    />
  );
}
