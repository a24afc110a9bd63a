import { FilterButton } from '#renderer/features/search/FilterButton.tsx';
import { navigate, useNavigation } from './navigation.ts';

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
