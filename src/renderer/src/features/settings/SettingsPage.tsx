import { SlidersHorizontal } from 'lucide-react';
import type { Settings, SystemInfo } from '#contract/system.ts';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { useStorages, useSystem } from '#renderer/api/stores.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { t } from '#renderer/i18n/t.ts';
import { PageState } from '#renderer/ui/PageState.tsx';
import { Range } from '#renderer/ui/Range.tsx';
import { rowHeightRangePx } from '#renderer/ui/row-height.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { Appearance } from './Appearance.tsx';
import { IgnorePatterns } from './IgnorePatterns.tsx';
import { OtherPrograms } from './OtherPrograms.tsx';
import { OnOff, Row, Section } from './SettingRows.tsx';
import styles from './Settings.module.css';

/** What one chooses once. */
export function SettingsPage({ onShortcuts, onStorages }: { onShortcuts: () => void; onStorages: () => void }) {
  const { value, error, load } = useSettings();
  return (
    <PageState
      value={value}
      error={error}
      onRetry={() => void load()}
      name={t.common.settings}
      icon={SlidersHorizontal}
      errorTitle={t.settings.unreadable}
      skeleton={<Skeleton height={240} />}
      skeletonClass={styles.page}
    >
      {(settings) => <AllSettings value={settings} onShortcuts={onShortcuts} onStorages={onStorages} />}
    </PageState>
  );
}

function AllSettings({ value, onShortcuts, onStorages }: { value: Settings; onShortcuts: () => void; onStorages: () => void }) {
  const system = useSystem((state) => state.value);
  return (
    <div className={styles.page}>
      <Appearance theme={value.theme} language={value.language} />
      <Storages onShow={onStorages} />
      <Folders hours={value.scan_every_hours} patterns={value.ignore_patterns} />
      <Section title={t.settings.cards}>
        <OnOff label={t.settings.offerCards} setting="offer_cards" />
      </Section>
      <Integrity />
      <Photos layout={value.layout} rowHeightPx={value.row_height_px} onShortcuts={onShortcuts} />
      <OtherPrograms settings={value} isDesktop={system?.host === 'desktop'} />
      {system != null && <About system={system} />}
    </div>
  );
}

/** The storages have a page of their own. */
function Storages({ onShow }: { onShow: () => void }) {
  const storages = useStorages((state) => state.value);
  if (storages == null) return null;
  return (
    <Section title={t.common.storagesTitle}>
      <Row label={t.common.storages(storages.length)}>
        <Button onClick={onShow}>{t.settings.showStorages}</Button>
      </Row>
    </Section>
  );
}

function Folders({ hours, patterns }: { hours: number; patterns: readonly string[] }) {
  return (
    <Section title={t.settings.folders}>
      <OnOff label={t.settings.follow} setting="watch" />
      <Row label={t.settings.scanEverything}>
        <Segmented
          label={t.settings.scanEverything}
          value={String(hours)}
          options={[
            { value: '1', label: t.settings.everyHour },
            { value: '6', label: t.settings.everySixHours },
            { value: '24', label: t.settings.everyDay },
          ]}
          onChange={(choice) => void changeSettings({ scan_every_hours: Number(choice) })}
        />
      </Row>
      <IgnorePatterns patterns={patterns} />
    </Section>
  );
}

/** The slice of files that is read each day, and how far it has come. */
function Integrity() {
  const { value: schedule } = useCall('verify.schedule', {}, ['photos.changed']);
  return (
    <Section title={t.settings.integrity}>
      <OnOff label={t.settings.verifyDaily} setting="verify_daily" />
      <p className={styles.promise}>
        {t.settings.verifyDailyMeans}
        {schedule != null && schedule.files > 0 && ` ${t.settings.verified(schedule.verified, schedule.files, schedule.due)}`}
      </p>
    </Section>
  );
}

function Photos({ layout, rowHeightPx, onShortcuts }: { layout: Settings['layout']; rowHeightPx: number; onShortcuts: () => void }) {
  return (
    <Section title={t.settings.photos}>
      <Row label={t.settings.layout}>
        <Segmented
          label={t.settings.layout}
          value={layout}
          options={[
            { value: 'justified', label: t.settings.justified },
            { value: 'square', label: t.settings.squares },
          ]}
          onChange={(choice) => void changeSettings({ layout: choice })}
        />
      </Row>
      <Row label={t.settings.rowHeight}>
        <span className={styles.range}>
          <Range
            label={t.settings.rowHeight}
            {...rowHeightRangePx}
            value={rowHeightPx}
            onChange={(row_height_px) => void changeSettings({ row_height_px })}
          />
          <span className={styles.value}>{rowHeightPx} px</span>
        </span>
      </Row>
      <Row label={t.settings.keyboard}>
        <Button onClick={onShortcuts}>{t.settings.showShortcuts}</Button>
      </Row>
    </Section>
  );
}

function About({ system }: { system: SystemInfo }) {
  return (
    <Section title={t.settings.about}>
      <dl className={styles.about}>
        <div>
          <dt>{t.settings.version}</dt>
          <dd>ImaLink {system.version}</dd>
        </div>
        <div>
          <dt>{t.settings.runsIn}</dt>
          <dd>{system.host === 'desktop' ? t.settings.inWindow(system.platform) : t.settings.inBrowser(system.platform)}</dd>
        </div>
        <div>
          <dt>{t.settings.homeFolder}</dt>
          <dd className={styles.path}>{system.home}</dd>
        </div>
      </dl>
      <p className={styles.promise}>{t.settings.promise}</p>
    </Section>
  );
}
