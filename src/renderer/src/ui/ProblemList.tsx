import { Copy } from 'lucide-react';
import type { Problem } from '#contract/problem.ts';
import { t } from '#renderer/i18n/t.ts';
import { Button } from './Button.tsx';
import { toast } from './toasts.ts';
import styles from './ProblemList.module.css';

/** More lines nobody reads here; Copy all has them. */
const shownAtMost = 300;

/** Files that gave trouble: path and reason, and all of it as text. */
export function ProblemList({ problems, total = problems.length }: { problems: readonly Problem[]; total?: number }) {
  if (problems.length === 0) return null;
  const shown = problems.slice(0, shownAtMost);
  const copyAll = async (): Promise<void> => {
    await navigator.clipboard.writeText(problems.map(({ path, code, message }) => `${path}\t${code}\t${message}`).join('\n'));
    toast({ title: t.ui.linesCopied(problems.length) });
  };
  return (
    <div className={styles.problems}>
      <ul className={styles.list} tabIndex={0} aria-label={t.ui.problemFiles}>
        {shown.map((problem) => (
          <li key={`${problem.path} ${problem.code}`} className={styles.problem}>
            <span className={styles.path}>{problem.path}</span>
            <span className={styles.reason}>
              {reasonOf(problem)}
              {problem.imported === true ? ` ${t.ui.importedAnyway}` : ''}
            </span>
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <Button variant="ghost" onClick={() => void copyAll()}>
          <Copy size={16} strokeWidth={1.5} aria-hidden /> {t.ui.copyAll}
        </Button>
        {total > shown.length && <span>{t.ui.shownOf(shown.length, total)}</span>}
      </div>
    </div>
  );
}

/** The reason alone, as a sentence: many messages begin with the path, which stands above already. */
function reasonOf({ path, code, message: said }: Problem): string {
  const message = t.errors.problem(code, said);
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const at = message.indexOf(`${name}: `);
  const reason = at < 0 ? message : message.slice(at + name.length + 2);
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${/[.!?]$/.test(reason) ? '' : '.'}`;
}
