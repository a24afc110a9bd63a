/** Colour labels as other programs write them into XMP, and as ImaLink does. */

export type LabelColor = 'red' | 'yellow' | 'green' | 'blue' | 'purple';

/** The words of Lightroom and Bridge, which digiKam, Capture One and others write too. Written are the first ones. */
const words: Readonly<Record<LabelColor, readonly string[]>> = {
  red: ['Red', 'Select'],
  yellow: ['Yellow', 'Second'],
  green: ['Green', 'Approved'],
  blue: ['Blue', 'Review'],
  purple: ['Purple', 'To Do'],
};

const byWord = new Map(Object.entries(words).flatMap(([color, names]) => names.map((name) => [name.toLowerCase(), color as LabelColor])));

/** darktable writes numbers: the places of its five colours. */
const darktableColors: readonly LabelColor[] = ['red', 'yellow', 'green', 'blue', 'purple'];

/** @param label `xmp:Label`, in any case @returns null for a word of somebody's own */
export const colorOfLabel = (label: string | null): LabelColor | null => byWord.get(label?.trim().toLowerCase() ?? '') ?? null;

/** @param numbers `darktable:colorlabels`; of several the first counts, a photo has one label here */
export const colorOfDarktable = (numbers: readonly string[]): LabelColor | null =>
  darktableColors[Number(numbers[0] ?? Number.NaN)] ?? null;

export const labelOfColor = (color: LabelColor): string => words[color][0] ?? '';
