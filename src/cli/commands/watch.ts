import type { JobDto } from '#contract/job.ts';
import type { ScanResult } from '#contract/scan.ts';
import type { StorageDto, WatchStatus } from '#contract/storage.ts';
import type { Command } from '../command.ts';
import { escapeForTerminal } from '../terminal.ts';

/** Follows changes until it is interrupted; stdout has one line for each scan. */
export const watchCommand: Command = {
  name: 'watch',
  usage: 'watch [<S>]',
  summary: 'Follow changes in the folders as they happen, until Ctrl+C',
  positionals: [0, 1],
  needs: 'write',
  examples: ['imalink watch', 'imalink watch "Home archive" --json'],
  run: async ({ positionals, json, call, watch }) => {
    const { storages } = await call('storage.list', {});
    const only = positionals[0] === undefined ? undefined : await call('storage.show', { storage: positionals[0] });
    const nameOf = (uuid: string | null): string =>
      escapeForTerminal(storages.find((storage) => storage.uuid === uuid)?.display_name ?? '');
    const told = new Map<string, string>();
    await watch(only?.uuid, (news) => {
      if (news.kind === 'status') {
        for (const status of news.storages)
          if (only === undefined || status.storage_uuid === only.uuid) tellStatus(status, nameOf, told, json);
      } else process.stdout.write(`${json ? JSON.stringify(scanLine(news.job)) : scanText(news.job, nameOf(news.job.storage_uuid))}\n`);
    });
    return { value: null, text: '' };
  },
};

/** How a storage is followed, on stderr, when that is news. */
function tellStatus(status: WatchStatus, nameOf: (uuid: StorageDto['uuid']) => string, told: Map<string, string>, json: boolean): void {
  const { storage_uuid, state, notice } = status;
  const words = { watching: 'following changes', periodic: 'scanned now and then', off: 'not followed' }[state];
  const text = `${nameOf(storage_uuid)}: ${words}${notice === null ? '' : `. ${escapeForTerminal(notice)}`}`;
  if (told.get(storage_uuid) === text) return;
  told.set(storage_uuid, text);
  process.stderr.write(`${json ? JSON.stringify({ watch: status }) : text}\n`);
}

/** The scan document, or why there is none. */
function scanLine(job: JobDto): unknown {
  return job.error === null ? job.result : { storage_uuid: job.storage_uuid, error: job.error };
}

function scanText(job: JobDto, name: string): string {
  const at = (job.finished_at ?? job.started_at).slice(0, 19).replace('T', ' ');
  if (job.error !== null) return `${at}  ${name}: ${escapeForTerminal(job.error.message)}`;
  const result = job.result as ScanResult;
  const { files: _files, unchanged: _unchanged, ...kinds } = result.counts;
  const parts = Object.entries(kinds).map(([kind, count]) => `${count} ${kind.replaceAll('_', ' ')}`);
  const undo = result.applied.journal_id === null ? '' : ` (imalink history undo ${result.applied.journal_id})`;
  return `${at}  ${name}: ${parts.length === 0 ? 'everything matches' : parts.join(', ')}${undo}`;
}
