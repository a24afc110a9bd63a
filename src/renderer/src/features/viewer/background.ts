/** What surrounds a photo. Dark surrounds make a picture look brighter and more saturated than it is, so one can choose. */
import { create } from 'zustand';

type Background = 'black' | 'dark' | 'mid' | 'white';

const order: readonly Background[] = ['dark', 'black', 'mid', 'white'];
const useStore = create<{ background: Background }>(() => ({ background: 'dark' }));

/** The present one, and a function that goes to the next. */
export function useBackground(): [Background, () => void] {
  const background = useStore((state) => state.background);
  return [background, () => useStore.setState({ background: order[(order.indexOf(background) + 1) % order.length] ?? 'dark' })];
}
