/** Photos one after the other, and the keys that work there. */
import { t } from '#renderer/i18n/t.ts';
import { showSlide } from '../navigation.ts';
import type { CommandContext, Entry } from './context.ts';

const isOn = ({ slideshow }: CommandContext): boolean => slideshow != null;

const during = (id: string, title: () => string, keys: readonly string[], run: Entry['run']): Entry => ({
  id: `slideshow.${id}`,
  title,
  group: () => t.viewer.slideshow,
  keys,
  when: isOn,
  run,
});

export const slideshowCommands: readonly Entry[] = [
  {
    id: 'slideshow.start',
    title: () => t.commands.startSlideshow,
    group: () => t.commands.photosGroup,
    keys: ['Shift+Space'],
    when: ({ shown }) => shown != null,
    run: ({ shown }) => showSlide(shown),
  },
  during(
    'close',
    () => t.viewer.endSlideshow,
    ['Escape', 'Shift+Space'],
    ({ slideshow }) => slideshow?.close(),
  ),
  during(
    'pause',
    () => t.commands.pauseSlideshow,
    ['Space'],
    ({ slideshow }) => slideshow?.togglePause(),
  ),
  during(
    'next',
    () => t.commands.nextPhoto,
    ['ArrowRight', 'ArrowDown', 'PageDown'],
    ({ slideshow }) => slideshow?.step(1),
  ),
  during(
    'previous',
    () => t.commands.previousPhoto,
    ['ArrowLeft', 'ArrowUp', 'PageUp'],
    ({ slideshow }) => slideshow?.step(-1),
  ),
];
