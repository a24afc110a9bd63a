import { formatNumber, plural } from '../numbers.ts';

/** Buttons, marks and lists that every part of the page uses. */
export const ui = {
  importedAnyway: 'Imported all the same.',
  shownOf: (shown: number, total: number) => `${formatNumber(shown)} of ${formatNumber(total)} shown.`,
  stars: (count: number) => plural(count, 'star'),
  keys: {
    ctrl: 'Ctrl',
    shift: 'Shift',
    pageUp: 'PgUp',
    pageDown: 'PgDn',
    escape: 'Esc',
    space: 'Space',
    home: 'Home',
    end: 'End',
    delete: 'Delete',
  },
  labels: { red: 'Red label', yellow: 'Yellow label', green: 'Green label', blue: 'Blue label', purple: 'Purple label' },
  colors: { red: 'red', yellow: 'yellow', green: 'green', blue: 'blue', purple: 'purple', none: 'none', mixed: 'mixed' },
  flags: { pick: 'pick', reject: 'reject', none: 'none', mixed: 'mixed' },
  flag: (flag: string) => `Flag: ${flag}`,
  pick: 'Pick',
  reject: 'Reject',
  label: (color: string) => `Label: ${color}`,
  linesCopied: (count: number) => `${formatNumber(count)} lines copied`,
  problemFiles: 'Files with problems',
  copyAll: 'Copy all',
  rating: (rating: string) => `Rating: ${rating}`,
  removeRating: (rating: number) => `Remove the rating of ${rating}`,
  suggestions: (field: string) => `${field}: suggestions`,
  dismiss: 'Dismiss',
  messages: 'Messages',
} as const;
