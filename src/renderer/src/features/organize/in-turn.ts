let last: Promise<unknown> = Promise.resolve();

/** Changes are made one after the other: keys come faster than the core answers, and the last one pressed has to win. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}
