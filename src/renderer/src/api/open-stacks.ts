/** Which stacks are shown whole, for as long as the window is there. */
import { create } from 'zustand';

const mostOpen = 1000;

/** Stacks that are shown whole, by their identifiers. */
export const useOpenStacks = create<{ readonly open: readonly string[] }>(() => ({ open: [] }));

/** Shows a stack whole, or as one photo again. */
export function toggleStack(uuid: string): void {
  useOpenStacks.setState(({ open }) => ({
    open: open.includes(uuid) ? open.filter((each) => each !== uuid) : [...open, uuid].slice(-mostOpen),
  }));
}
