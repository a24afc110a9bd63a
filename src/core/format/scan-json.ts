/**
 * One pass over the text of a JSON document before it is parsed, for what JSON.parse lets through: nesting without
 * end, keys given twice (the last wins silently), keys that reach prototypes, numbers that round or overflow.
 */

export interface JsonFault {
  /** JSON pointer of the place. */
  readonly pointer: string;
  readonly reason: string;
}

interface Frame {
  readonly isObject: boolean;
  /** Keys so far; a set once there are many. */
  keys: string[] | Set<string>;
  key: string;
  index: number;
}

const quote = 0x22;
const backslash = 0x5c;
/** Below this many keys a list is faster than a set. */
const manyKeys = 16;
const refusedKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The first fault, or null. Text that is no JSON at all is left to JSON.parse.
 * @param maxDepth levels of brackets
 */
export function scanJson(text: string, maxDepth: number): JsonFault | null {
  const stack: Frame[] = [];
  let expectsKey = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      const end = endOfString(text, at);
      if (end < 0) return null;
      const fault = expectsKey ? takeKey(stack, text.slice(at + 1, end)) : null;
      if (fault) return fault;
      expectsKey = false;
      at = end;
    } else if (isNumberStart(code)) {
      const end = endOfNumber(text, at);
      const reason = faultOfNumber(text, at, end);
      if (reason !== null) return { pointer: pointerOf(stack), reason };
      at = end - 1;
    } else if (code > space && code !== colon) {
      if (isOpening(code) && stack.length === maxDepth)
        return { pointer: pointerOf(stack), reason: `nested deeper than ${maxDepth} levels` };
      expectsKey = structure(stack, code);
    }
  }
  return null;
}

const space = 0x20;
const colon = 0x3a;
const isOpening = (code: number): boolean => code === 0x7b || code === 0x5b;
const isNumberStart = (code: number): boolean => code === 0x2d || (code >= 0x30 && code <= 0x39);

/** Follows a bracket or a comma. @returns whether a key comes next */
function structure(stack: Frame[], code: number): boolean {
  if (isOpening(code)) stack.push({ isObject: code === 0x7b, keys: [], key: '', index: 0 });
  else if (code === 0x7d || code === 0x5d) stack.pop();
  else if (code === 0x2c) {
    const frame = stack.at(-1);
    if (frame) frame.index++;
    return frame?.isObject === true;
  }
  return code === 0x7b;
}

/** Integers of up to 15 digits are exact. */
const safeDigits = 15;

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return -1;
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  for (let code = text.charCodeAt(end); (code >= 0x30 && code <= 0x39) || code === 0x2e; code = text.charCodeAt(end)) end++;
  return end;
}

function faultOfNumber(text: string, start: number, end: number): string | null {
  if (end - start <= safeDigits && text[end] !== 'e' && text[end] !== 'E') return null;
  const [token] = /^-?[\d.]+(?:[eE][+-]?\d+)?/.exec(text.slice(start, start + 400)) ?? [''];
  const value = Number(token);
  if (!Number.isFinite(value)) return `the number ${token.slice(0, 40)} is too large`;
  if (/^-?\d+$/.test(token) && !Number.isSafeInteger(value)) return `the number ${token.slice(0, 40)} cannot be held exactly`;
  return null;
}

function takeKey(stack: readonly Frame[], text: string): JsonFault | null {
  const frame = stack.at(-1);
  if (!frame) return null;
  const key = text.includes('\\') ? unescaped(text) : text;
  frame.key = key;
  if (refusedKeys.has(key)) return { pointer: pointerOf(stack), reason: `the key ${JSON.stringify(key)} is refused` };
  const { keys } = frame;
  if (Array.isArray(keys)) {
    if (keys.includes(key)) return duplicate(stack, key);
    keys.push(key);
    if (keys.length >= manyKeys) frame.keys = new Set(keys);
  } else {
    const before = keys.size;
    if (keys.add(key).size === before) return duplicate(stack, key);
  }
  return null;
}

const duplicate = (stack: readonly Frame[], key: string): JsonFault => ({
  pointer: pointerOf(stack),
  reason: `the key ${JSON.stringify(key)} stands twice`,
});

/** A key with escapes; one that is no JSON string is JSON.parse's to refuse. */
function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}

/** JSON pointer of the place being read. */
function pointerOf(stack: readonly Frame[]): string {
  return stack.map((frame) => `/${frame.isObject ? escapePointer(frame.key) : frame.index}`).join('');
}

export const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
