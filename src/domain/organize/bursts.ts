/** Photos that were taken in one go, to be suggested as stacks. Pure. */
export interface Shot {
  readonly id: number;
  readonly camera: string | null;
  /** Wall clock, with milliseconds where the camera tells them. */
  readonly takenAt: string | null;
}

/** A hand that presses again takes longer; bursts and brackets of slow cameras are still within it. */
const gapMs = 2000;
/** Two photos are two tries; three are a burst. */
const leastShots = 3;

/**
 * Bursts: three or more photos of one camera, each within two seconds of the one before. The first is on top.
 * A photo without a date, or without a camera, is part of none: scans and messengers give whole folders one time.
 */
export function findBursts(shots: readonly Shot[]): number[][] {
  const dated = shots.flatMap(({ id, camera, takenAt }) =>
    camera == null || takenAt == null ? [] : [{ id, camera, atMs: Date.parse(`${takenAt.slice(0, 23)}Z`) }],
  );
  const bursts: number[][] = [];
  for (const ofCamera of Map.groupBy(dated, (shot) => shot.camera).values()) {
    let run: { id: number; atMs: number }[] = [];
    const end = (): void => {
      if (run.length >= leastShots) bursts.push(run.map((shot) => shot.id));
      run = [];
    };
    for (const shot of ofCamera.toSorted((left, right) => left.atMs - right.atMs || left.id - right.id)) {
      const last = run.at(-1);
      if (last && shot.atMs - last.atMs > gapMs) end();
      run.push(shot);
    }
    end();
  }
  return bursts;
}
