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

export const useViewer = create<{ readonly controller: ViewerController | null }>(() => ({ controller: null }));
