import type { ReactNode } from 'react';
import { api } from '#renderer/api/client.ts';
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
          title="New album"
          initial=""
          button="Create album"
          onName={async (name) => onAlbum((await createAlbum(name)).uuid)}
          onClose={close}
        />
      );
    case 'rename-album':
      return (
        <NameDialog
          title="Rename the album"
          initial={open.name}
          button="Rename"
          onName={(name) => renameAlbum(open.uuid, name)}
          onClose={close}
        />
      );
    case 'rename-session':
      return (
        <NameDialog
          title="Rename the session"
          initial={open.name}
          button="Rename"
          onName={(title) => api.call('session.edit', { session_id: open.id, title })}
          onClose={close}
        />
      );
    case 'save-search':
      return (
        <NameDialog
          title="Save this search"
          hint={open.query}
          initial={open.query.slice(0, 60)}
          button="Save search"
          onName={(name) => saveSearch({ name, query: open.query })}
          onClose={close}
        />
      );
    case 'rename-search':
      return (
        <NameDialog
          title="Rename the search"
          hint={open.query}
          initial={open.name}
          button="Rename"
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
