/**
 * The ref of a picture that is asked for while it is in the document. A browser goes on loading what no element shows, six at a time:
 * after a jump the new place, and the page that says which photos are there, would wait for all that was scrolled by.
 */
export function untilGone(image: HTMLImageElement): () => void {
  return () =>
    queueMicrotask(() => {
      // A ref is also let go of while its picture stays.
      if (!image.isConnected && !image.complete) image.removeAttribute('src');
    });
}
