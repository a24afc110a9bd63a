import { ArrowLeft, ArrowRight, Info, LayoutDashboard, LayoutGrid, PanelLeft, Plus } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { useLibraryCount } from '#renderer/api/stores.ts';
import { openImport } from '#renderer/features/import/import-store.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Range } from '#renderer/ui/Range.tsx';
import { rowHeightRangePx } from '#renderer/ui/row-height.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { keysOf } from './commands/table.ts';
import { goBack, goForward, useNavigation } from './navigation.ts';
import { LibraryFilter, LibraryOrder } from './LibraryFilter.tsx';
import { SearchField } from './SearchField.tsx';
import { settingsOrDefault, toggleSidebar } from './settings.ts';
import styles from './Toolbar.module.css';

/** The bar over every screen: history, title and count; search, view and import at the right. */
export function Toolbar({
  title,
  crumbs,
  count,
  hasGrid = false,
  children,
}: {
  title: string;
  /** The way to the title, before it. */
  crumbs?: ReactNode;
  count?: string | null;
  hasGrid?: boolean;
  children?: ReactNode;
}) {
  const canBack = useNavigation((state) => state.past.length > 0);
  const canForward = useNavigation((state) => state.future.length > 0);
  const settings = settingsOrDefault(useSettings((state) => state.value));
  const isEmpty = useLibraryCount((state) => state.value === 0);
  useEffect(() => {
    document.title = `${title} · ImaLink`;
  }, [title]);
  return (
    <header className={styles.toolbar}>
      <div className={styles.left}>
        <IconButton
          icon={PanelLeft}
          label={t.app.sidebar}
          keys={keysOf('sidebar')}
          aria-expanded={settings.show_sidebar}
          onClick={toggleSidebar}
        />
        <IconButton icon={ArrowLeft} label={t.app.back} keys={keysOf('back')} disabled={!canBack} onClick={goBack} />
        <IconButton icon={ArrowRight} label={t.app.forward} keys={keysOf('forward')} disabled={!canForward} onClick={goForward} />
        {crumbs}
        <h1 className={styles.title}>{title}</h1>
        {count != null && (
          <span className={styles.count} aria-live="polite">
            {count}
          </span>
        )}
        {children}
      </div>
      <div className={styles.right}>
        <SearchField />
        <LibraryFilter />
        <LibraryOrder />
        {hasGrid && (
          <>
            <span className={styles.slider}>
              <Range
                label={t.app.photoSize}
                {...rowHeightRangePx}
                value={settings.row_height_px}
                onChange={(row_height_px) => void changeSettings({ row_height_px })}
              />
            </span>
            <Segmented
              label={t.common.layout}
              value={settings.layout}
              options={[
                { value: 'justified', label: t.common.justified, icon: LayoutDashboard },
                { value: 'square', label: t.common.squares, icon: LayoutGrid },
              ]}
              onChange={(layout) => void changeSettings({ layout })}
            />
            <IconButton
              icon={Info}
              label={t.app.information}
              keys={keysOf('inspector')}
              pressed={settings.show_inspector}
              onClick={() => void changeSettings({ show_inspector: !settings.show_inspector })}
            />
          </>
        )}
        <Button variant={isEmpty ? 'accent' : 'neutral'} onClick={() => openImport()}>
          <Plus size={16} strokeWidth={1.5} aria-hidden /> {t.app.import}
        </Button>
      </div>
    </header>
  );
}
