import type { Settings } from '#contract/system.ts';
import { changeSettings, useSettings } from '#renderer/api/settings-store.ts';
import { useSystem } from '#renderer/api/stores.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { formatNumber, plural } from '#renderer/ui/format.ts';
import { Range } from '#renderer/ui/Range.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { OtherPrograms } from './OtherPrograms.tsx';
import styles from './Settings.module.css';

/** The slice of files that is read each day, and how far it has come. */
function Integrity({ isDaily }: { isDaily: boolean }) {
  const { value: schedule } = useCall('verify.schedule', {}, ['photos.changed']);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>Integrity</h2>
      <div className={styles.row}>
        <span>Verify a slice every day</span>
        <Segmented
          label="Verify a slice every day"
          value={isDaily ? 'on' : 'off'}
          options={[
            { value: 'on', label: 'On' },
            { value: 'off', label: 'Off' },
          ]}
          onChange={(choice) => void changeSettings({ verify_daily: choice === 'on' })}
        />
      </div>
      <p className={styles.promise}>
        Every file is read once a quarter, a few at a time, while ImaLink runs.
        {schedule != null &&
          schedule.files > 0 &&
          ` ${formatNumber(schedule.verified)} of ${plural(schedule.files, 'file')} were ever verified; ${formatNumber(schedule.due)} were not read within the last quarter.`}
      </p>
    </section>
  );
}

/** What one chooses once. */
export function SettingsPage({ onShortcuts }: { onShortcuts: () => void }) {
  const { status, value, error, load } = useSettings();
  const system = useSystem((state) => state.value);
  if (value == null && status === 'error')
    return (
      <EmptyState isError title="The settings could not be read" action={<Button onClick={() => void load()}>Try again</Button>}>
        {error}
      </EmptyState>
    );
  if (value == null)
    return (
      <div className={styles.page}>
        <Skeleton height={240} />
      </div>
    );
  return (
    <div className={styles.page}>
      <section className={styles.section}>
        <h2 className={styles.heading}>Appearance</h2>
        <Choice<Settings['theme']>
          label="Theme"
          value={value.theme}
          options={[
            { value: 'system', title: 'Like the system' },
            { value: 'dark', title: 'Dark' },
            { value: 'light', title: 'Light' },
          ]}
          onChange={(theme) => void changeSettings({ theme })}
        />
      </section>
      <section className={styles.section}>
        <h2 className={styles.heading}>Folders</h2>
        <div className={styles.row}>
          <span>Follow changes in the folders</span>
          <Segmented
            label="Follow changes in the folders"
            value={value.watch ? 'on' : 'off'}
            options={[
              { value: 'on', label: 'On' },
              { value: 'off', label: 'Off' },
            ]}
            onChange={(choice) => void changeSettings({ watch: choice === 'on' })}
          />
        </div>
        <div className={styles.row}>
          <span>Scan everything, too</span>
          <Segmented
            label="Scan everything, too"
            value={String(value.scan_every_hours)}
            options={[
              { value: '1', label: 'Every hour' },
              { value: '6', label: '6 hours' },
              { value: '24', label: 'Every day' },
            ]}
            onChange={(hours) => void changeSettings({ scan_every_hours: Number(hours) })}
          />
        </div>
      </section>
      <Integrity isDaily={value.verify_daily} />
      <section className={styles.section}>
        <h2 className={styles.heading}>Photos</h2>
        <div className={styles.row}>
          <span>Layout</span>
          <Segmented
            label="Layout"
            value={value.layout}
            options={[
              { value: 'justified', label: 'Justified rows' },
              { value: 'square', label: 'Squares' },
            ]}
            onChange={(layout) => void changeSettings({ layout })}
          />
        </div>
        <div className={styles.row}>
          <span>Height of a row</span>
          <span className={styles.range}>
            <Range
              label="Height of a row"
              min={96}
              max={400}
              step={4}
              value={value.row_height_px}
              onChange={(row_height_px) => void changeSettings({ row_height_px })}
            />
            <span className={styles.value}>{value.row_height_px} px</span>
          </span>
        </div>
        <div className={styles.row}>
          <span>Keyboard</span>
          <Button onClick={onShortcuts}>Show all shortcuts</Button>
        </div>
      </section>
      <OtherPrograms settings={value} isDesktop={system?.host === 'desktop'} />
      {system != null && (
        <section className={styles.section}>
          <h2 className={styles.heading}>About</h2>
          <dl className={styles.about}>
            <div>
              <dt>Version</dt>
              <dd>ImaLink {system.version}</dd>
            </div>
            <div>
              <dt>Runs in</dt>
              <dd>
                {system.host === 'desktop' ? 'its own window' : 'the browser'}, on {system.platform}
              </dd>
            </div>
            <div>
              <dt>Home folder</dt>
              <dd className={styles.path}>{system.home}</dd>
            </div>
          </dl>
          <p className={styles.promise}>
            Nothing leaves this machine: no account, no telemetry. The catalog can be rebuilt from your storages.
          </p>
        </section>
      )}
    </div>
  );
}
