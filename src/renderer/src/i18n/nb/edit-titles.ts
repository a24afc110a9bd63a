/** Titles of edits in the history of a photo: the catalog keeps them as the English lines that `titleOfChange` makes. */
import { plural } from '../numbers.ts';

const words: Readonly<Record<string, string>> = {
  'Flag pick': 'Valgt ut',
  'Flag reject': 'Vraket',
  'Flag none': 'Uten flagg',
  'Color red': 'Rødt merke',
  'Color yellow': 'Gult merke',
  'Color green': 'Grønt merke',
  'Color blue': 'Blått merke',
  'Color purple': 'Lilla merke',
  'No color': 'Uten fargemerke',
  'Rating 0': 'Ingen stjerner',
  Title: 'Tittel',
  Caption: 'Bildetekst',
  'No author': 'Uten fotograf',
  'Capture time': 'Opptakstidspunkt',
};

/** @returns the title as it is where it is none of those lines */
export function editTitle(title: string): string {
  const [, parts, photos] = /^(.*) \((\d+) photos?\)$/s.exec(title) ?? [];
  if (parts === undefined) return title;
  return `${parts.split(', ').map(partOf).join(', ')} (${plural(Number(photos), 'bilde', 'bilder')})`;
}

/** Names of tags and fields are what people gave them. */
function partOf(part: string): string {
  return (
    words[part] ??
    part
      .replace(/^Rating (\d)$/, (_, stars: string) => plural(Number(stars), 'stjerne', 'stjerner'))
      .replace(/^Author (?=.)/, 'Fotograf ')
      .replace(/^([+-]?\d+) more$/, '$1 til')
  );
}
