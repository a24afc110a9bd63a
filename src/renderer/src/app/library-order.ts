/** The orders of the library and of searches. */
import type { Input } from '#contract/procedures.ts';
import type { Settings } from '#contract/system.ts';

interface Order {
  readonly value: Settings['library_order'];
  readonly query: Pick<Input<'photos.open'>, 'sort' | 'descending'>;
}

export const orders: readonly Order[] = [
  { value: 'newest', query: {} },
  { value: 'oldest', query: { descending: false } },
  { value: 'imported', query: { sort: 'imported_at' } },
  { value: 'rating', query: { sort: 'rating' } },
  { value: 'session', query: { sort: 'session' } },
  { value: 'folder', query: { sort: 'folder', descending: false } },
];

/** How photos are asked for in this order. */
export const orderOf = (value: Settings['library_order']): Order['query'] => orders.find((each) => each.value === value)?.query ?? {};
