import { MapPin } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useSettings } from '#renderer/api/settings-store.ts';
import { t } from '#renderer/i18n/t.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Loading } from '#renderer/ui/Loading.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { orderOf } from './library-order.ts';
import type { View } from './navigation.ts';
import { PhotoScreen } from './PhotoScreen.tsx';
import { settingsOrDefault } from './settings.ts';

const PhotoMap = lazy(async () => ({ default: (await import('#renderer/features/map/PhotoMap.tsx')).PhotoMap }));

/** The whole world, poles included. */
const world = '-180,-90,180,90';

/** The map over the photos that were taken where it shows. */
export function MapScreen({ view }: { view: Extract<View, { kind: 'map' }> }) {
  const order = useSettings((state) => orderOf(settingsOrDefault(state.value).library_order));
  const [bounds, setBounds] = useState(world);
  const at = view.at == null ? null : { west: view.at[0], east: view.at[0], south: view.at[1], north: view.at[1] };
  return (
    <PhotoScreen
      query={{ bounds, ...order }}
      title={t.map.title}
      head={
        <Suspense
          fallback={
            <Loading label={t.map.title}>
              <Skeleton height={320} />
            </Loading>
          }
        >
          <PhotoMap at={at} onBounds={setBounds} />
        </Suspense>
      }
      empty={
        <EmptyState icon={MapPin} title={t.map.nowhere}>
          {t.map.nowhereWhy}
        </EmptyState>
      }
    />
  );
}
