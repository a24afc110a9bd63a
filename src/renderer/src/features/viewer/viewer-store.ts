/** What commands can do with the photo that is open. */
import { create } from 'zustand';

export interface ViewerController {
  close(): void;
  /** By so many photos; beyond an end stops at the end. */
  step(by: number): void;
  toggleZoom(): void;
  zoomBy(factor: number): void;
  nextBackground(): void;
}

/** What commands can do with photos side by side. */
export interface CompareController {
  close(): void;
  /** To another of them: to the side, or a row up or down. */
  move(direction: 'left' | 'right' | 'up' | 'down'): void;
  open(): void;
  toggleZoom(): void;
  zoomBy(factor: number): void;
  nextBackground(): void;
}

/** What commands can do with a slideshow. */
export interface SlideshowController {
  close(): void;
  /** By so many photos; beyond an end goes on at the other. */
  step(by: number): void;
  togglePause(): void;
}

interface Controllers {
  readonly controller: ViewerController | null;
  readonly compare: CompareController | null;
  readonly slideshow: SlideshowController | null;
}

/** What is open over the list; null where it is not. */
export const useViewer = create<Controllers>(() => ({ controller: null, compare: null, slideshow: null }));
