import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { useIsScanning } from '#renderer/api/scan.ts';
import { useLanguage } from '#renderer/i18n/language.ts';
import { t } from '#renderer/i18n/t.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PageState } from '#renderer/ui/PageState.tsx';
import { Skeleton } from '#renderer/ui/Skeleton.tsx';
import { Detail } from './Detail.tsx';
import styles from './Inbox.module.css';
import { InboxFoot } from './InboxFoot.tsx';
import { InboxHead, lastScanWords, useLastScan } from './InboxHead.tsx';
import { InboxList } from './InboxList.tsx';
import { chipsOf, filterFindings, rowsOf, type Findings } from './inbox-rows.ts';
import { useInboxDialog } from './inbox-dialogs.ts';
import { useInbox } from './inbox-store.ts';
import { PairDialog } from './PairDialog.tsx';
import { SessionDialog } from './SessionDialog.tsx';
import { InboxLinksContext, type InboxLinks } from './links.ts';
import { closePreview, usePlan } from './plan-store.ts';
import { PlanDialog } from './PlanDialog.tsx';
import { ReportDialog } from './ReportDialog.tsx';
import { RulesDialog } from './RulesDialog.tsx';
import { useFindings } from './use-findings.ts';

/** The inbox: what scans found, by lane, kind and folder; decided in bulk, looked at one by one. */
export function ConflictsPage({
  onHistory,
  onStorage,
  scan,
}: InboxLinks & { /** How far a scan is; nothing while none runs. */ scan: ReactNode }) {
  const links = useMemo(() => ({ onHistory, onStorage }), [onHistory, onStorage]);
  const { findings, error, reload } = useFindings();
  const { language } = useLanguage();
  return (
    <PageState
      value={findings}
      error={error}
      onRetry={reload}
      name={t.common.conflicts}
      icon={TriangleAlert}
      errorTitle={t.conflicts.notListed}
      skeleton={[0, 1, 2, 3].map((n) => (
        <Skeleton key={n} height={56} />
      ))}
      skeletonClass={styles.loading}
    >
      {(value) => (
        <InboxLinksContext value={links}>
          {/* The rows are kept with their words. */}
          <Inbox key={language} findings={value} scan={scan} />
        </InboxLinksContext>
      )}
    </PageState>
  );
}

function Inbox({ findings, scan }: { findings: Findings; scan: ReactNode }) {
  const { filter, text, folded, isDetailOpen, isDetailWide } = useInbox();
  const preview = usePlan((state) => state.preview);
  const dialog = useInboxDialog((state) => state.dialog);
  const [showsRules, setShowsRules] = useState(false);
  const words = useDeferredValue(text);
  const shown = useMemo(() => filterFindings(findings, filter, words), [findings, filter, words]);
  const rows = useMemo(() => rowsOf(shown, folded), [shown, folded]);
  const all = useMemo(() => [...findings.open, ...findings.later, ...findings.applied], [findings]);
  return (
    <div className={styles.inbox} data-wide={isDetailOpen && isDetailWide ? '' : undefined}>
      <InboxHead chips={chipsOf(findings, filter)} shown={shown.length} scan={scan} onRules={() => setShowsRules(true)} />
      <div className={styles.panes}>
        <div className={styles.listPane}>
          {rows.length === 0 ? (
            <NothingHere isFiltered={text !== '' || filter !== 'all'} later={findings.later.length} />
          ) : (
            <InboxList rows={rows} all={all} />
          )}
        </div>
        {isDetailOpen && rows.length > 0 && <Detail rows={rows} all={all} />}
      </div>
      {rows.length > 0 && <InboxFoot shown={shown} />}
      {preview != null && <PlanDialog preview={preview} onClose={closePreview} />}
      {dialog?.kind === 'session' && <SessionDialog conflicts={dialog.conflicts} />}
      {dialog?.kind === 'pair' && <PairDialog conflicts={dialog.conflicts} all={all} />}
      {dialog?.kind === 'report' && <ReportDialog conflicts={dialog.conflicts} />}
      {showsRules && <RulesDialog onClose={() => setShowsRules(false)} />}
    </div>
  );
}

function NothingHere({ isFiltered, later }: { isFiltered: boolean; later: number }) {
  const last = useLastScan();
  const isScanning = useIsScanning();
  if (isFiltered) return <EmptyState title={t.conflicts.nothingUnderFilter}>{t.conflicts.othersUnderAll}</EmptyState>;
  if (later > 0) return <EmptyState title={t.conflicts.nothingToReview}>{t.conflicts.putOff(later)}</EmptyState>;
  return (
    <EmptyState icon={CircleCheck} title={isScanning ? t.storages.scanning : t.conflicts.everythingMatches}>
      {last == null ? '' : `${lastScanWords(last)} `}
      {t.conflicts.scanWhenever}
    </EmptyState>
  );
}
