import { expect, test } from 'vitest';
import { arrivedCards, cardsOn, type Medium } from './cards.ts';

const medium = (path: string, change: Partial<Medium> = {}): Medium => ({
  path,
  name: path.split('/').at(-1) ?? path,
  isMounted: true,
  folders: ['DCIM', 'MISC'],
  isStorage: false,
  ...change,
});

test('a card is a mounted disk with a DCIM folder that is no storage', () => {
  const media = [
    medium('/media/anna/EOS'),
    medium('/media/anna/backup', { folders: ['photos'] }),
    medium('/media/anna/left-over', { isMounted: false }),
    medium('/media/anna/archive', { isStorage: true }),
    medium('/Volumes/NIKON', { folders: ['dcim'] }),
  ];
  expect(cardsOn(media)).toEqual([
    { path: '/Volumes/NIKON', name: 'NIKON', dcim: 'dcim' },
    { path: '/media/anna/EOS', name: 'EOS', dcim: 'DCIM' },
  ]);
});

test('a card is new when it was not there at the last look', () => {
  const [eos, nikon] = cardsOn([medium('/media/EOS'), medium('/media/NIKON')]);
  if (!eos || !nikon) throw new Error('two cards');
  expect(arrivedCards([eos], [eos, nikon])).toEqual([nikon]);
  expect(arrivedCards([eos, nikon], [nikon])).toEqual([]);
  expect(arrivedCards([nikon], [eos, nikon])).toEqual([eos]);
});
