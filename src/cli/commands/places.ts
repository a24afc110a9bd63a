import { integerOption, usageError, type Command } from '../command.ts';
import { tableOr } from '../terminal.ts';

export const placesCommands: readonly Command[] = [
  {
    name: 'places',
    usage: 'places [QUERY] [--zoom 8] [--bounds W,S,E,N]',
    summary: 'Where photos were taken, in cells of a grid',
    positionals: [0, 1],
    needs: 'read',
    options: { zoom: { type: 'string' }, bounds: { type: 'string' } },
    examples: ['imalink places', 'imalink places "date:2024 rating:>=3" --zoom 12 --bounds 10,59,11,60 --json'],
    run: async ({ positionals, options, call }) => {
      const zoom = integerOption(options['zoom'], 'zoom', 8);
      if (zoom > 20) throw usageError(`--zoom is 0 to 20, not ${zoom}.`);
      const value = await call('places.cells', {
        zoom,
        ...(positionals[0] === undefined ? {} : { text: positionals[0] }),
        ...(typeof options['bounds'] === 'string' ? { bounds: options['bounds'] } : {}),
      });
      const rows = value.cells.map(({ count, latitude, longitude, place }) => [count, latitude.toFixed(4), longitude.toFixed(4), place]);
      return {
        value,
        text: tableOr('No photo with a position was found.', ['PHOTOS', 'LATITUDE', 'LONGITUDE', 'PLACE'], rows),
      };
    },
  },
];
