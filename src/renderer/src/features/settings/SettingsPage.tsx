import { SlidersHorizontal } from 'lucide-react';
import type { Settings } from '#contract/system.ts';
import { languages } from '#domain/language.ts';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { useSystem } from '#renderer/api/stores.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { languageNames } from '#renderer/i18n/language.ts';
import { t } from '#renderer/i18n/t.ts';
import { PageState } from '#renderer/ui/PageState.tsx';
import { Range } from '#renderer/ui/Range.tsx';
import { rowHeightRangePx } from '#renderer/ui/row-height.ts';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { OtherPrograms } from './OtherPrograms.tsx';
import styles from './Settings.module.css';

/** The slice of files that is read each day, and how far it has come. */
function Integrity({ isDaily }: { isDaily: boolean }) {
  const { value: schedule } = useCall('verify.schedule', {}, ['photos.changed']);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t.settings.integrity}</h2>
      <div className={styles.row}>
        <span>{t.settings.verifyDaily}</span>
        <Segmented
          label={t.settings.verifyDaily}
          value={isDaily ? 'on' : 'off'}
          options={[
            { value: 'on', label: t.settings.on },
            { value: 'off', label: t.settings.off },
          ]}
          onChange={(choice) => void changeSettings({ verify_daily: choice === 'on' })}
        />
      </div>
      <p className={styles.promise}>
        {t.settings.verifyDailyMeans}
        {schedule != null && schedule.files > 0 && ` ${t.settings.verified(schedule.verified, schedule.files, schedule.due)}`}
      </p>
    </section>
  );
}

function Appearance({ theme, language }: Pick<Settings, 'theme' | 'language'>) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t.settings.appearance}</h2>
      <Choice<Settings['theme']>
        label={t.settings.theme}
        value={theme}
        options={[
          { value: 'system', title: t.settings.likeSystem },
          { value: 'dark', title: t.settings.dark },
          { value: 'light', title: t.settings.light },
        ]}
        onChange={(choice) => void changeSettings({ theme: choice })}
      />
      <Choice<Settings['language']>
        label={t.settings.language}
        value={language}
        options={[
          { value: 'system', title: t.settings.likeSystem },
          ...languages.map((each) => ({ value: each, title: languageNames[each] })),
        ]}
        onChange={(choice) => void changeSettings({ language: choice })}
      />
    </section>
  );
}

function Cards({ isOffered }: { isOffered: boolean }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t.settings.cards}</h2>
      <div className={styles.row}>
        <span>{t.settings.offerCards}</span>
        <Segmented
          label={t.settings.offerCards}
          value={isOffered ? 'on' : 'off'}
          options={[
            { value: 'on', label: t.settings.on },
            { value: 'off', label: t.settings.off },
          ]}
          onChange={(choice) => void changeSettings({ offer_cards: choice === 'on' })}
        />
      </div>
    </section>
  );
}

/** What one chooses once. */
export function SettingsPage({ onShortcuts }: { onShortcuts: () => void }) {
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
      {(settings) => <AllSettings value={settings} onShortcuts={onShortcuts} />}
    </PageState>
  );
}

function AllSettings({ value, onShortcuts }: { value: Settings; onShortcuts: () => void }) {
  const system = useSystem((state) => state.value);
  return (
    <div className={styles.page}>
      <Appearance theme={value.theme} language={value.language} />
      <section className={styles.section}>
        <h2 className={styles.heading}>{t.settings.folders}</h2>
        <div className={styles.row}>
          <span>{t.settings.follow}</span>
          <Segmented
            label={t.settings.follow}
            value={value.watch ? 'on' : 'off'}
            options={[
              { value: 'on', label: t.settings.on },
              { value: 'off', label: t.settings.off },
            ]}
            onChange={(choice) => void changeSettings({ watch: choice === 'on' })}
          />
        </div>
        <div className={styles.row}>
          <span>{t.settings.scanEverything}</span>
          <Segmented
            label={t.settings.scanEverything}
            value={String(value.scan_every_hours)}
            options={[
              { value: '1', label: t.settings.everyHour },
              { value: '6', label: t.settings.everySixHours },
              { value: '24', label: t.settings.everyDay },
            ]}
            onChange={(hours) => void changeSettings({ scan_every_hours: Number(hours) })}
          />
        </div>
      </section>
      <Cards isOffered={value.offer_cards} />
      <Integrity isDaily={value.verify_daily} />
      <section className={styles.section}>
        <h2 className={styles.heading}>{t.settings.photos}</h2>
        <div className={styles.row}>
          <span>{t.settings.layout}</span>
          <Segmented
            label={t.settings.layout}
            value={value.layout}
            options={[
              { value: 'justified', label: t.settings.justified },
              { value: 'square', label: t.settings.squares },
            ]}
            onChange={(layout) => void changeSettings({ layout })}
          />
        </div>
        <div className={styles.row}>
          <span>{t.settings.rowHeight}</span>
          <span className={styles.range}>
            <Range
              label={t.settings.rowHeight}
              {...rowHeightRangePx}
              value={value.row_height_px}
              onChange={(row_height_px) => void changeSettings({ row_height_px })}
            />
            <span className={styles.value}>{value.row_height_px} px</span>
          </span>
        </div>
        <div className={styles.row}>
          <span>{t.settings.keyboard}</span>
          <Button onClick={onShortcuts}>{t.settings.showShortcuts}</Button>
        </div>
      </section>
      <OtherPrograms settings={value} isDesktop={system?.host === 'desktop'} />
      {system != null && (
        <section className={styles.section}>
          <h2 className={styles.heading}>{t.settings.about}</h2>
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
        </section>
      )}
    </div>
  );
}
