/** Where a picture lies on its stage. Lengths are CSS pixels, `scale` is CSS pixels per picture pixel. Pure. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly scale: number;
  /** Top left corner of the picture, from that of the stage. */
  readonly x: number;
  readonly y: number;
}

/** One picture pixel on eight device pixels. */
const maxMagnification = 8;

/** The scale at which a pixel of the picture is one of the screen. */
export const fullScale = (pixelRatio: number): number => 1 / pixelRatio;

/** The whole picture, in the middle; a small one is not blown up. */
export function fit(picture: Size, stage: Size, pixelRatio: number): Placement {
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height, fullScale(pixelRatio));
  return { scale, x: (stage.width - picture.width * scale) / 2, y: (stage.height - picture.height * scale) / 2 };
}

/** Zooms so that what is under the pointer stays there, as far as the edges allow. */
export function zoomAt(
  from: Placement,
  wishedScale: number,
  pointer: { readonly x: number; readonly y: number },
  picture: Size,
  stage: Size,
  pixelRatio: number,
): Placement {
  const least = fit(picture, stage, pixelRatio).scale;
  const scale = Math.min(Math.max(wishedScale, least), Math.max(least, maxMagnification * fullScale(pixelRatio)));
  const ratio = scale / from.scale;
  return contain({ scale, x: pointer.x - (pointer.x - from.x) * ratio, y: pointer.y - (pointer.y - from.y) * ratio }, picture, stage);
}

/** Moves the picture by so many pixels, and not beyond its edges. */
export function pan(from: Placement, dx: number, dy: number, picture: Size, stage: Size): Placement {
  return contain({ ...from, x: from.x + dx, y: from.y + dy }, picture, stage);
}

/** No gap beside a picture larger than the stage; a smaller one stays in the middle. */
export function contain(placement: Placement, picture: Size, stage: Size): Placement {
  const along = (position: number, length: number, room: number): number =>
    length <= room ? (room - length) / 2 : Math.min(0, Math.max(room - length, position));
  return {
    scale: placement.scale,
    x: along(placement.x, picture.width * placement.scale, stage.width),
    y: along(placement.y, picture.height * placement.scale, stage.height),
  };
}
