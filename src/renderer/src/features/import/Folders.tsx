import type { ImportLayout, ImportMode, ImportPlace } from '#contract/import.ts';
import { templateFault, templateMessage, templateProblem, templateTokens } from '#domain/path-template.ts';
import { targetFolders } from '#domain/target-folders.ts';
import { t } from '#renderer/i18n/t.ts';
import { Choice, type Option } from '#renderer/ui/Choice.tsx';
import { formatNumber } from '#renderer/i18n/numbers.ts';
import { TextField } from '#renderer/ui/TextField.tsx';
import styles from './Folders.module.css';

export interface FolderChoice {
  readonly layout: ImportLayout | 'template';
  /** Kept while another layout is tried. */
  readonly template: string;
}

export const defaultTemplate = '{YYYY}/{YYYY}-{MM}-{DD} {session}';
const shownAtMost = 200;

const layouts = (): readonly Option<FolderChoice['layout']>[] => [
  { value: 'keep', title: t.imports.layouts.keep, note: 'photos/Italy/rome/IMG_1.jpg' },
  { value: 'date', title: t.imports.layouts.date, note: 'photos/2024/2024-07-15/IMG_1.jpg' },
  { value: 'session', title: t.imports.layouts.session, note: 'photos/Italy 2024/IMG_1.jpg' },
  { value: 'flat', title: t.imports.layouts.flat, note: 'photos/IMG_1.jpg' },
  { value: 'template', title: t.imports.layouts.template, note: 'photos/2024/07 Italy/20240715_IMG_1.jpg' },
];

/** The layout of a choice, as a request says it; files that stay where they are have none. */
export function layoutOf({ layout, template }: FolderChoice, mode: ImportMode): { layout?: ImportLayout; template?: string } {
  if (mode === 'register') return {};
  return layout === 'template' ? { template } : { layout };
}

/** Whether one can import with this choice: a template has to be a sound one. */
export const isUsable = ({ layout, template }: FolderChoice, mode: ImportMode): boolean =>
  mode === 'register' || layout !== 'template' || templateProblem(template) === null;

/** Where the photos would go: a layout, or a template, with the folders that come of it. */
export function Folders({
  value,
  onChange,
  places,
  title,
}: {
  value: FolderChoice;
  onChange: (next: FolderChoice) => void;
  places: readonly ImportPlace[];
  title: string;
}) {
  const fault = value.layout === 'template' ? templateFault(value.template) : null;
  const problem = fault && t.imports.templateProblem(fault, templateMessage(fault));
  return (
    <div className={styles.folders}>
      <Choice
        label={t.imports.foldersInStorage}
        value={value.layout}
        options={layouts()}
        onChange={(layout) => onChange({ ...value, layout })}
      />
      {value.layout === 'template' && (
        <TextField
          label={t.imports.template}
          mono
          value={value.template}
          spellCheck={false}
          error={problem}
          hint={templateTokens.map(({ name, help }) => `{${name}} ${t.imports.token(name, help)}`).join(' · ')}
          onChange={(event) => onChange({ ...value, template: event.target.value })}
        />
      )}
      {problem === null && places.length > 0 && <Tree value={value} places={places} title={title} />}
    </div>
  );
}

function Tree({ value, places, title }: { value: FolderChoice; places: readonly ImportPlace[]; title: string }) {
  const how = value.layout === 'template' ? { layout: 'keep' as const, template: value.template } : { layout: value.layout };
  const folders = targetFolders(places, { ...how, title });
  return (
    <details className={styles.tree} open={value.layout === 'template'}>
      <summary>{t.imports.wouldGetPhotos(folders.length)}</summary>
      <ul aria-label={t.imports.foldersThatWould} tabIndex={0}>
        {folders.slice(0, shownAtMost).map(({ folder, photos, example }) => (
          <li key={folder}>
            <bdi className={styles.path}>
              photos/{folder === '' ? '' : `${folder}/`}
              <span className={styles.example}>{example}</span>
            </bdi>
            <span className={styles.count}>{formatNumber(photos)}</span>
          </li>
        ))}
        {folders.length > shownAtMost && <li className={styles.count}>{t.imports.andMore(folders.length - shownAtMost)}</li>}
      </ul>
    </details>
  );
}
