/**
 * Patterns of files that a person does not want to be asked about: `*.tmp`, `Previews.lrdata/`, `work/exports/**`. A pattern
 * without a slash is a name, anywhere; one with a slash is a path from the top; a slash at its end means a folder. `*` and `?` stay
 * within a name, `**` goes over folders; case and the form of accents make no difference. Pure.
 */
import { collisionKey } from './rel-path.ts';

/** @returns whether a path, with `/` from the top, is one of those, or lies in a folder that is */
export function ignoreTest(patterns: readonly string[]): (path: string) => boolean {
  const rules = patterns.flatMap((pattern) => ruleOf(pattern) ?? []);
  if (rules.length === 0) return () => false;
  return (path) => {
    const names = collisionKey(path).split('/');
    return rules.some((rule) => rule(names));
  };
}

type Rule = (names: readonly string[]) => boolean;

function ruleOf(pattern: string): Rule | null {
  const text = collisionKey(pattern.trim());
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  const [first] = parts;
  if (first === undefined) return null;
  const least = text.endsWith('/') ? 1 : 0;
  // A name alone, wherever it stands; a slash before it says the top.
  if (parts.length === 1 && !text.startsWith('/'))
    return (names) => names.some((name, at) => at + least < names.length && matchesName(first, name));
  return (names) => matchesPath(parts, 0, names, 0, least);
}

/** Whether the parts are the beginning of the names, with at least so many names behind them. */
function matchesPath(parts: readonly string[], part: number, names: readonly string[], name: number, least: number): boolean {
  if (part === parts.length) return names.length - name >= least;
  const next = parts[part] as string;
  if (next !== '**')
    return name < names.length && matchesName(next, names[name] as string) && matchesPath(parts, part + 1, names, name + 1, least);
  for (let at = name; at <= names.length; at++) if (matchesPath(parts, part + 1, names, at, least)) return true;
  return false;
}

/** Wildcards in one name. Goes back to the last `*` alone, so that no pattern takes longer than its length times that of the name. */
function matchesName(pattern: string, name: string): boolean {
  let [p, n, star, mark] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      mark = n;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p += 1;
      n += 1;
    } else if (star >= 0) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
