import type { SyntheticEvent } from 'react';
import type { LocalServer as Server, Settings } from '#contract/system.ts';
import { changeSettings } from '#renderer/api/settings-store.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import styles from './Settings.module.css';

/** What the system and other programs get to know. */
export function OtherPrograms({ settings, isDesktop }: { settings: Settings; isDesktop: boolean }) {
  return (
    <>
      {isDesktop && <Notices isOn={settings.notify_jobs} />}
      <Sidecars isOn={settings.write_sidecars} />
      {isDesktop && <LocalServer settings={settings} />}
    </>
  );
}

function Notices({ isOn }: { isOn: boolean }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t.settings.notices}</h2>
      <div className={styles.row}>
        <span>{t.settings.notifyJobs}</span>
        <Segmented
          label={t.settings.notifyJobs}
          value={isOn ? 'on' : 'off'}
          options={[
            { value: 'on', label: t.settings.on },
            { value: 'off', label: t.settings.off },
          ]}
          onChange={(choice) => void changeSettings({ notify_jobs: choice === 'on' })}
        />
      </div>
    </section>
  );
}

function Sidecars({ isOn }: { isOn: boolean }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t.settings.metadata}</h2>
      <div className={styles.row}>
        <span>{t.settings.writeSidecars}</span>
        <Segmented
          label={t.settings.writeSidecars}
          value={isOn ? 'on' : 'off'}
          options={[
            { value: 'on', label: t.settings.on },
            { value: 'off', label: t.settings.off },
          ]}
          onChange={(choice) => void changeSettings({ write_sidecars: choice === 'on' })}
        />
      </div>
      <p className={styles.promise}>{t.settings.writeSidecarsMeans}</p>
    </section>
  );
}

function LocalServer({ settings }: { settings: Settings }) {
  const { value: server } = useCall('system.localServer', {}, ['settings.changed']);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{t.settings.otherPrograms}</h2>
      <div className={styles.row}>
        <span>{t.settings.answerPrograms}</span>
        <Segmented
          label={t.settings.answerPrograms}
          value={settings.local_server ? 'on' : 'off'}
          options={[
            { value: 'on', label: t.settings.on },
            { value: 'off', label: t.settings.off },
          ]}
          onChange={(choice) => void changeSettings({ local_server: choice === 'on' })}
        />
      </div>
      {settings.local_server && <PortField port={settings.local_server_port} />}
      {server != null && <ServerState server={server} />}
    </section>
  );
}

function ServerState({ server }: { server: Server }) {
  const { state, url, message } = server;
  if (state === 'failed')
    return (
      <p role="alert" className={styles.promise}>
        {t.settings.serverFailed(message ?? '')}
      </p>
    );
  if (url == null) return <p className={styles.promise}>{t.settings.onlyWindow}</p>;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(url);
    toast({ title: t.settings.addressCopied, description: t.settings.addressIsKey });
  };
  return (
    <>
      <div className={styles.row}>
        <code className={styles.path}>{url.split('#')[0]}</code>
        <Button onClick={() => void copy()}>{t.settings.copyAddress}</Button>
      </div>
      <p className={styles.promise}>{t.settings.onlyMachine}</p>
    </>
  );
}

/** Taken when one leaves it or presses Enter: a port half typed is none. */
function PortField({ port }: { port: number }) {
  const take = ({ currentTarget: { valueAsNumber, validity } }: SyntheticEvent<HTMLInputElement>): void => {
    if (validity.valid && valueAsNumber !== port) void changeSettings({ local_server_port: valueAsNumber });
  };
  return (
    <TextField
      label={t.settings.port}
      hint={t.settings.portHint}
      type="number"
      min={0}
      max={65_535}
      required
      defaultValue={port}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take(event)}
    />
  );
}
