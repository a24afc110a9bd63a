/** The colour labels of photos, in the order of their keys. */
export const labels = [
  { color: 'red', key: '6' },
  { color: 'yellow', key: '7' },
  { color: 'green', key: '8' },
  { color: 'blue', key: '9' },
  { color: 'purple', key: null },
] as const;

export type LabelColor = (typeof labels)[number]['color'];

/** True for the name of a label: what the core says may be of a later version. */
export const isLabel = (color: string | null | undefined): color is LabelColor => labels.some((each) => each.color === color);
