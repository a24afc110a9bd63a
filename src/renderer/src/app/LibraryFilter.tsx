import { FilterButton } from '#renderer/features/search/FilterButton.tsx';
import { ArrowDownUp } from 'lucide-react';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { t } from '#renderer/i18n/t.ts';
import { MenuButton } from '#renderer/ui/MenuButton.tsx';
import { orders } from './library-order.ts';
import { navigate, useNavigation } from './navigation.ts';
import { settingsOrDefault } from './settings.ts';

/** Searches the library for another text; all photos when there is none. The steps of one search are one step back. */
export function searchLibrary(text: string): void {
  const { view } = useNavigation.getState();
  const isSearching = view.kind === 'library' && view.text != null;
  navigate(text === '' ? { kind: 'library' } : { kind: 'library', text }, { replace: isSearching && text !== '' });
}

/** The filters of the library; other lists have none. */
export function LibraryFilter() {
  const view = useNavigation((state) => state.view);
  return view.kind === 'library' ? <FilterButton query={view.text ?? ''} onQuery={searchLibrary} /> : null;
}

/** The order of the library and of searches; it stays for the next time. */
export function LibraryOrder() {
  const view = useNavigation((state) => state.view);
  const order = useSettings((state) => settingsOrDefault(state.value).library_order);
  if (view.kind !== 'library') return null;
  const entries = orders.map(({ value }) => ({
    title: t.app.orders[value],
    checked: value === order,
    run: () => void changeSettings({ library_order: value }),
  }));
  return <MenuButton icon={ArrowDownUp} label={t.app.orderBy(t.app.orders[order])} groups={() => [entries]} />;
}
