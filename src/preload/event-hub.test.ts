import { expect, it } from 'vitest';
import { createEventHub } from './event-hub.ts';

it('hands an event to every listener of its name until it unsubscribes', () => {
  const hub = createEventHub(['session.changed', 'storage.changed']);
  const seen: unknown[] = [];
  const stop = hub.on('session.changed', (payload) => seen.push(['first', payload]));
  hub.on('session.changed', (payload) => seen.push(['second', payload]));
  hub.deliver('session.changed', 1);
  hub.deliver('storage.changed', 2);
  stop();
  hub.deliver('session.changed', 3);
  expect(seen).toEqual([
    ['first', 1],
    ['second', 1],
    ['second', 3],
  ]);
});

it('keeps paths that came before the page listened, and gives them once', () => {
  const hub = createEventHub(['app.openPaths']);
  const seen: unknown[] = [];
  hub.deliver('app.openPaths', 'early');
  hub.on('app.openPaths', (payload) => seen.push(payload));
  hub.on('app.openPaths', (payload) => seen.push(['second', payload]));
  hub.deliver('app.openPaths', 'late');
  expect(seen).toEqual(['early', 'late', ['second', 'late']]);
});

it('knows no other names', () => {
  const hub = createEventHub(['session.changed']);
  hub.deliver('constructor', 1);
  hub.deliver({}, 1);
  expect(() => hub.on('app.openPaths', () => undefined)).toThrow(/no event/);
});
