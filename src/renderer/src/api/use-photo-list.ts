import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Input } from '#contract/procedures.ts';
import { emptySnapshot, openPhotoList, type PhotoList, type PhotoListSnapshot } from './photo-list.ts';

/**
 * Opens the list of a query for as long as the component is there. The list of the query before stays
 * until the new one has something to show, so that nothing flickers while one types; what one selects in it
 * meanwhile is found again in the new one.
 * @returns null until the first list has answered
 */
export function usePhotoList(query: Input<'photos.open'>): PhotoList | null {
  const key = JSON.stringify(query);
  const [list, setList] = useState<PhotoList | null>(null);
  const shown = useRef(list);
  useEffect(() => {
    const opened = openPhotoList(JSON.parse(key) as Input<'photos.open'>, shown.current);
    const off = opened.subscribe(() => {
      if (opened.snapshot().status === 'loading') return;
      shown.current = opened;
      setList(opened);
    });
    return () => {
      off();
      opened.close();
    };
  }, [key]);
  return list;
}

const never = (): (() => void) => () => undefined;
const nothing = (): PhotoListSnapshot => emptySnapshot;

/** The list's present state; renders again with every swap and every page. */
export function useSnapshot(list: PhotoList | null): PhotoListSnapshot {
  return useSyncExternalStore(list?.subscribe ?? never, list?.snapshot ?? nothing);
}
