/** The end of an exhaustive switch: reached only by a bug. @throws Error */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
