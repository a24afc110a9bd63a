/** The colour labels of photos, in the order of their keys. */
export const labels = [
  { color: 'red', title: 'Red', key: '6' },
  { color: 'yellow', title: 'Yellow', key: '7' },
  { color: 'green', title: 'Green', key: '8' },
  { color: 'blue', title: 'Blue', key: '9' },
  { color: 'purple', title: 'Purple', key: null },
] as const;

export type LabelColor = (typeof labels)[number]['color'];
