import type { Reason, WhyKind } from '#domain/explain-photo.ts';

const fieldWords: Readonly<Record<string, string>> = {
  rating: 'vurderingen',
  flag: 'flagget',
  color: 'fargemerket',
  title: 'tittelen',
  caption: 'bildeteksten',
  tags: 'nøkkelordene',
  author: 'fotografen',
};

const named = (fields: readonly string[]): string => {
  const words = fields.map((field) => fieldWords[field] ?? field);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} og ${words.at(-1) ?? ''}`;
};

/** Why a photo is as it is shown. */
export const why: Readonly<Record<WhyKind, (reason: Reason, at: string) => string>> = {
  time_exif: () => 'Opptakstidspunktet er det kameraet skrev.',
  time_exif_digitized: () => 'Filen har ikke noe opptakstidspunkt, så det er da bildet ble digitalisert.',
  time_filename: () => 'Filen har ikke noe opptakstidspunkt, så det er datoen i filnavnet.',
  time_mtime: () => 'Verken fil eller navn har en dato, så det er da filen sist ble endret.',
  time_user: () => 'Opptakstidspunktet er det du satte; det filen sier, er tatt vare på ved siden av.',
  time_none: () => 'Det er uten dato: verken fil eller navn har en dato som kan stemme.',
  offset_known: ({ name }) => `Klokken gikk med ${name} fra UTC; tiden vises slik den var der.`,
  offset_unknown: () => 'Avviket fra UTC er ikke kjent; tiden vises slik klokken hadde den.',
  said_user: ({ fields }) => `Du satte ${named(fields)}; det gjelder, uansett hva filer sier.`,
  said_sidecar: ({ fields }) => `XMP-følgefilen ga ${named(fields)}; den gjelder foran filen, fordi den er nyere.`,
  said_file: ({ fields }) => `Filen selv ga ${named(fields)}; verken du eller en følgefil har sagt noe annet.`,
  stack_burst: ({ count }) => `De ${count} bildene i stabelen er en bildeserie: ett kamera, hvert innen to sekunder etter det forrige.`,
  stack_chosen: ({ count }) => `De ${count} bildene i stabelen ble lagt sammen for hånd.`,
  stack_top: () => 'Det står for stabelen i lister fordi det ligger øverst.',
  stack_below: () => 'Det ligger under toppen av stabelen, så lukkede stabler viser det ikke.',
  copy_shown: ({ file, count }) => `Av ${count} kopier vises ${file}: den første i katalogen som er på plass og kan nås.`,
  copy_none: () => 'Ingen kopi kan nås, så forhåndsvisningen som er tatt vare på, vises.',
  companion_raw: ({ file }) => `${file} hører til: RAW-filen med samme navn ved siden av.`,
  companion_live: ({ file }) => `${file} hører til: filmen til et Live-bilde, med samme navn ved siden av.`,
  companion_xmp: ({ file }) => `${file} hører til: XMP-følgefilen som har navnet dets.`,
  companion_sidecar: ({ file }) => `${file} hører til: en følgefil som har navnet dets.`,
  companion_audio: ({ file }) => `${file} hører til: et taleopptak med samme navn.`,
  companion_other: ({ file }) => `${file} hører til: en fil med samme navn ved siden av.`,
  missing: ({ file }, at) => `${file} mangler: en skanning fant ingen fil der, sist sett ${at}. Ingenting som er kjent om bildet, er tapt.`,
  edited: ({ file }) => `${file} ble endret utenfra: innholdet er ikke lenger det som er registrert.`,
  corrupt: ({ file }) => `${file} er skadet: innholdet ble endret, men ikke datoen.`,
  offline: ({ name }) => `${name} er ikke tilkoblet; det sier ingenting om filene der.`,
  version: () => 'Det er en ny versjon av et bilde som ble endret på stedet, og har overtatt det du sa om det.',
  linked: ({ said }) => said,
};
