import { hotpreviewUrl } from '#renderer/api/media.ts';
import { PhotoThumb } from '#renderer/ui/PhotoThumb.tsx';

/** The photo where one is known and has a preview, else a quiet sign; what it is stands beside it. */
export function Thumb({ hothash }: { hothash: string | null }) {
  return <PhotoThumb src={hothash == null ? null : hotpreviewUrl(hothash)} />;
}
