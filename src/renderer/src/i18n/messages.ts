/** What another language must say, out of what English says: the same keys, and the same parameters. */
export type Messages<T> = {
  readonly [Key in keyof T]: T[Key] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : T[Key] extends string
      ? string
      : Messages<T[Key]>;
};
