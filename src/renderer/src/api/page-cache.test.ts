import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PhotoTile } from '#contract/photo.ts';
import { createPageCache, pagesFromTheMiddle, pageSize } from './page-cache.ts';

const tile = (index: number): PhotoTile => ({ hothash: String(index) }) as PhotoTile;
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** A cache whose answers come when the test says so. */
function held(total = 100_000) {
  const asked: { offset: number; answer: () => void }[] = [];
  const cache = createPageCache({
    total,
    fetchPage: (offset, limit) =>
      new Promise((resolve) => asked.push({ offset, answer: () => resolve(Array.from({ length: limit }, (_, n) => tile(offset + n))) })),
    onChange: () => undefined,
    onFailure: () => undefined,
  });
  return { cache, asked };
}

describe('the pages around the viewport', () => {
  test('cover the wish, the middle first', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(3000), (first, count) => {
        const pages = pagesFromTheMiddle(first, first + count);
        expect(pages.toSorted((a, b) => a - b)).toEqual(Array.from({ length: pages.length }, (_, n) => Math.floor(first / pageSize) + n));
        expect(Math.max(...pages)).toBe(Math.floor((first + count) / pageSize));
      }),
    );
    expect(pagesFromTheMiddle(0, pageSize * 4 - 1)[0]).toBe(1);
  });

  test('a wish that scrolled away is dropped, the newest is served next', async () => {
    const { cache, asked } = held();
    cache.want(0, pageSize * 20);
    expect(asked).toHaveLength(3);
    cache.want(pageSize * 500, pageSize * 501);
    asked[0]?.answer();
    await settled();
    expect(asked[3]?.offset).toBe(pageSize * 500);
  });

  test('pinned places are asked for beside the viewport, and stay when it scrolls on', async () => {
    const { cache, asked } = held();
    cache.pin([3, 5, pageSize * 700 + 2, 200_000]);
    cache.want(pageSize * 20, pageSize * 20 + 1);
    expect(asked.map(({ offset }) => offset)).toEqual([0, pageSize * 700, pageSize * 20]);
    asked.forEach(({ answer }) => answer());
    await settled();
    for (let page = 30; page < 300; page++) cache.seed(page * pageSize, [tile(page)]);
    expect([cache.tile(5)?.hothash, cache.tile(pageSize * 700 + 2)?.hothash]).toEqual(['5', String(pageSize * 700 + 2)]);
    expect(cache.tile(pageSize * 30)).toBeUndefined();
  });

  test('answers after the close are thrown away', async () => {
    const { cache, asked } = held();
    cache.want(0, 10);
    cache.close();
    asked[0]?.answer();
    await settled();
    expect(cache.tile(0)).toBeUndefined();
  });

  test('the last page asks for no more than there is', async () => {
    const { cache, asked } = held(pageSize + 7);
    cache.want(pageSize, pageSize + 6);
    asked[0]?.answer();
    await settled();
    expect([cache.tile(pageSize + 6)?.hothash, cache.tile(pageSize + 7)]).toEqual([String(pageSize + 6), undefined]);
  });
});
