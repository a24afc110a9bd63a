import type { SyntheticEvent } from 'react';
import type { LocalServer as Server, Settings } from '#contract/system.ts';
import { changeSettings } from '#renderer/api/settings-store.ts';
import { useCall } from '#renderer/api/use-call.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { toast } from '#renderer/ui/toasts.ts';
import { OnOff, Section } from './SettingRows.tsx';
import styles from './Settings.module.css';

/** What the system and other programs get to know. */
export function OtherPrograms({ settings, isDesktop }: { settings: Settings; isDesktop: boolean }) {
  return (
    <>
      {isDesktop && (
        <Section title={t.settings.notices}>
          <OnOff label={t.settings.notifyJobs} setting="notify_jobs" />
        </Section>
      )}
      <Section title={t.settings.metadata}>
        <OnOff label={t.settings.writeSidecars} setting="write_sidecars" />
        <p className={styles.promise}>{t.settings.writeSidecarsMeans}</p>
      </Section>
      {isDesktop && <LocalServer settings={settings} />}
    </>
  );
}

function LocalServer({ settings }: { settings: Settings }) {
  const { value: server } = useCall('system.localServer', {}, ['settings.changed']);
  return (
    <Section title={t.settings.otherPrograms}>
      <OnOff label={t.settings.answerPrograms} setting="local_server" />
      {settings.local_server && <PortField port={settings.local_server_port} />}
      {server != null && <ServerState server={server} />}
    </Section>
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
