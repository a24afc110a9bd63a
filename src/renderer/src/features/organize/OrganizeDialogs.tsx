import type { ReactNode } from 'react';
import { api } from '#renderer/api/client.ts';
import { t } from '#renderer/i18n/t.ts';
import { AlbumPicker } from './AlbumPicker.tsx';
import { BurstsDialog } from './BurstsDialog.tsx';
import { createAlbum, renameAlbum, saveSearch } from './arrange.ts';
import { NameDialog } from './NameDialog.tsx';
import { openOrganize, useOrganizeDialog } from './organize-dialog.ts';
import { TagsDialog } from './TagsDialog.tsx';

const close = (): void => openOrganize(null);

/** The dialog about albums, searches or tags that is open, if one is. */
export function OrganizeDialogs({ onAlbum }: { onAlbum: (uuid: string) => void }): ReactNode {
  const open = useOrganizeDialog((state) => state.open);
  if (open == null) return null;
  switch (open.kind) {
    case 'add-to-album':
      return <AlbumPicker target={open.target} onClose={close} />;
    case 'new-album':
      return (
        <NameDialog
          title={t.app.newAlbum}
          initial=""
          button={t.organize.createAlbum}
          onName={async (name) => onAlbum((await createAlbum(name)).uuid)}
          onClose={close}
        />
      );
    case 'rename-album':
      return (
        <NameDialog
          title={t.organize.renameAlbum}
          initial={open.name}
          button={t.organize.rename}
          onName={(name) => renameAlbum(open.uuid, name)}
          onClose={close}
        />
      );
    case 'rename-session':
      return (
        <NameDialog
          title={t.organize.renameSession}
          initial={open.name}
          button={t.organize.rename}
          onName={(title) => api.call('session.edit', { session_id: open.id, title })}
          onClose={close}
        />
      );
    case 'save-search':
      return (
        <NameDialog
          title={t.app.saveSearch}
          hint={open.query}
          initial={open.query.slice(0, 60)}
          button={t.organize.saveSearch}
          onName={(name) => saveSearch({ name, query: open.query })}
          onClose={close}
        />
      );
    case 'rename-search':
      return (
        <NameDialog
          title={t.organize.renameSearch}
          hint={open.query}
          initial={open.name}
          button={t.organize.rename}
          onName={(name) => saveSearch({ uuid: open.uuid, name, query: open.query })}
          onClose={close}
        />
      );
    case 'bursts':
      return <BurstsDialog target={open.target} bursts={open.bursts} onClose={close} />;
    case 'tags':
      return <TagsDialog onClose={close} />;
  }
}
