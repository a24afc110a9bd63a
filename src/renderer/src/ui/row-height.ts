/** How high the rows of a grid may be. */
import { rowHeightLimitsPx } from '#contract/names.ts';

/** For a slider: steps that one sees. */
export const rowHeightRangePx = { ...rowHeightLimitsPx, step: 4 } as const;

/** The height that is allowed, in whole pixels. */
export const nearestRowHeightPx = (px: number): number => Math.round(Math.min(rowHeightLimitsPx.max, Math.max(rowHeightLimitsPx.min, px)));
