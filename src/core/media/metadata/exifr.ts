/** exifr, however it was loaded: Node takes its CommonJS build, where everything hangs on the default export; bundlers its ESM build. */
type Exifr = typeof import('exifr');
/** Dictionaries that its types leave out: names and values of tags, by their block and number. */
export interface TagWords {
  readonly tagKeys: ReadonlyMap<string, ReadonlyMap<number, string>>;
  readonly tagValues: ReadonlyMap<string, ReadonlyMap<number, Readonly<Record<string, string>>>>;
}

export async function loadExifr(): Promise<Exifr & TagWords> {
  const module = (await import('exifr')) as Partial<Exifr>;
  return (module.sidecar == null ? module.default : module) as Exifr & TagWords;
}
