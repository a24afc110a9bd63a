/** What was searched for lately. Pure. */

const mostKept = 10;

/** The list with one more search, newest first and each once. */
export const withSearch = (recent: readonly string[], text: string): readonly string[] =>
  [text, ...recent.filter((each) => each !== text)].slice(0, mostKept);
