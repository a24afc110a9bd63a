import type { Decision, ResolveAction } from '#contract/resolve.ts';
import type { FindingKind } from '#domain/reconcile/types.ts';
import type { en } from '../en/en.ts';
import type { Messages } from '../messages.ts';
import { plural } from '../numbers.ts';
import { explanations } from './explanations.ts';

type Table = Readonly<Partial<Record<string, string>>>;

const spelled = (name: string): string => name.replaceAll('_', ' ');

const headings: Table = {
  corrupt: 'Skadet i',
  mass_missing: 'Borte samtidig:',
  missing: 'Mangler i',
  replaced: 'Erstattet i',
  edited: 'Endret i',
  metadata_edited: 'Metadata endret i',
  ambiguous_move: 'Flyttet, uklart hvor:',
  duplicate: 'Kopier i',
  untracked: 'Nytt i',
  moved: 'Flyttet',
  pair_broken: 'Skilt i',
  orphan_sidecar: 'Følgefiler alene i',
  unreadable: 'Ikke lesbart i',
  placeholder: 'I skyen:',
  name_collision: 'Navn som kolliderer i',
  duplicate_filename: 'Samme navn i',
  session_conflict: 'To økter gjør krav på',
  session_id_collision: 'Øktnumre',
  index_newer: 'Indeks nyere enn katalogen',
  index_corrupt: 'Skadet indeks',
  index_orphan: 'Indeks uten økt',
  index_version: 'Indeks fra en nyere ImaLink',
  index_missing: 'Indeks mangler',
  index_stale: 'Indeks eldre enn katalogen',
  clone_storage: 'Lageret finnes to ganger',
  wrong_storage: 'Et annet lager på plassen',
  offline: 'Lageret er ikke tilkoblet',
  locked: 'En annen maskin arbeider her',
} satisfies Record<FindingKind, string>;

const outcomes: Partial<Record<Decision['as'], string>> = {
  treat_as_copies: 'Registrer de nye stiene som ekstra kopier',
  record_copy: 'Registrer den som en ekstra kopi',
  mark_missing: 'Merk det som manglende; forhåndsvisningen og det du har skrevet, blir',
  forget: 'Glem det: fjern det fra katalogen',
  keep: 'Behold alt som det er',
  confirm: 'Filene er virkelig borte: merk dem som manglende',
  treat_as_offline: 'Vent på disken; merk ingenting',
  rescan: 'Skann igjen',
  not_same: 'Det er ikke det samme bildet: skill dem',
  skip_version: 'Si ingenting om den før den endres',
  ignore_until_seen: 'Ignorer det til det er tilbake',
  update_record: 'Les metadataene i filen på nytt',
  new_version: 'Registrer som en ny versjon; vurdering og nøkkelord følger med',
  separate_photo: 'Behandle det som et nytt bilde',
  accept: 'Godta filen som den er nå',
  adopt: 'Legg det til uten økt',
  retry: 'Prøv igjen',
  split: 'Skill dem for godt',
  swap: 'Gi det til den andre økten',
  relocate: 'Si hvor det er nå',
  reunite: 'Sett dem sammen igjen',
  none: 'Ingenting',
};

const outcomesOfKind: Readonly<Record<string, Partial<Record<Decision['as'], string>>>> = {
  index_newer: { accept: 'Bruk indeksfilen', keep: 'Bruk katalogen' },
  index_orphan: { adopt: 'Hent økten tilbake' },
  session_conflict: {
    none: 'La økten som ble importert først beholde det',
    swap: 'Gi det til den andre økten',
    split: 'Vis det bare i den første økten',
  },
  orphan_sidecar: { adopt: 'Gi den til bildet den passer til' },
  replaced: { new_version: 'Det er det samme bildet: registrer som en ny versjon' },
};

const ruleKinds: Table = {
  duplicate: 'kopier',
  missing: 'manglende filer',
  edited: 'endrede bilder',
  replaced: 'erstattede filer',
  untracked: 'nye filer',
  ambiguous_move: 'uklare flyttinger',
  corrupt: 'skadede filer',
  name_collision: 'navn som kolliderer',
  orphan_sidecar: 'følgefiler uten bilde',
  pair_broken: 'skilte par',
};

const ruleActions: Partial<Record<Decision['as'], (what: string) => string>> = {
  set_aside: (what) => (what === 'kopier' ? 'Legg byte-identiske kopier til side' : `Legg ${what} til side`),
  keep_both: (what) => `Behold ${what}`,
  make_primary: () => 'Vis den nye kopien først',
  new_version: (what) => `Registrer ${what} som nye versjoner`,
  separate_photo: (what) => `Behandle ${what} som nye bilder`,
  import: (what) => `Legg ${what} i en økt`,
  adopt: (what) => `Legg til ${what} uten økt`,
  ignore: (what) => `Ignorer ${what}`,
  forget: (what) => `Glem ${what}`,
  accept: (what) => `Godta ${what} som de er`,
};

/** What a scan or a decision counted, by kind. */
const counts: Partial<Record<string, readonly [one: string, many: string]>> = {
  moved: ['flyttet', 'flyttet'],
  missing: ['mangler', 'mangler'],
  edited: ['endret', 'endret'],
  replaced: ['erstattet', 'erstattet'],
  found: ['funnet igjen', 'funnet igjen'],
  set_aside: ['lagt til side', 'lagt til side'],
  keep_both: ['beholdt begge steder', 'beholdt begge steder'],
  ignore: ['ignorert', 'ignorert'],
  import: ['lagt i en økt', 'lagt i en økt'],
  new_version: ['ny versjon', 'nye versjoner'],
  separate_photo: ['eget bilde', 'egne bilder'],
  locate: ['funnet igjen', 'funnet igjen'],
  restore_from_copy: ['gjenopprettet', 'gjenopprettet'],
  forget: ['glemt', 'glemt'],
  accept: ['godtatt', 'godtatt'],
  not_same: ['skilt fra bildet sitt', 'skilt fra bildene sine'],
  skip_version: ['hoppet over', 'hoppet over'],
  ignore_until_seen: ['ignorert til det er tilbake', 'ignorert til de er tilbake'],
  restored: ['gjenopprettet', 'gjenopprettet'],
  duplicate: ['ekstra kopi', 'ekstra kopier'],
  ambiguous_move: ['uklar flytting', 'uklare flyttinger'],
  mass_missing: ['spørsmål om mange manglende', 'spørsmål om mange manglende'],
  metadata_edited: ['med endrede metadata', 'med endrede metadata'],
  corrupt: ['ser skadet ut', 'ser skadet ut'],
  untracked: ['ikke i noen økt ennå', 'ikke i noen økt ennå'],
  pair_broken: ['par skilt', 'par skilt'],
  orphan_sidecar: ['følgefil uten bildet sitt', 'følgefiler uten bildet sitt'],
  duplicate_filename: ['gjentatt navn', 'gjentatte navn'],
  unreadable: ['kunne ikke leses', 'kunne ikke leses'],
  placeholder: ['i skyen', 'i skyen'],
  name_collision: ['navn som kolliderer', 'navn som kolliderer'],
};

const facts: Table = {
  Size: 'Størrelse',
  Dimensions: 'Mål',
  Taken: 'Tatt',
  Camera: 'Kamera',
  Modified: 'Endret',
  Picture: 'Bilde',
  Bytes: 'Byte',
  Rating: 'Vurdering',
  Tags: 'Nøkkelord',
  Session: 'Økt',
  Title: 'Tittel',
  Caption: 'Bildetekst',
  Author: 'Fotograf',
  Flag: 'Flagg',
  Color: 'Fargemerke',
};

const planWhys: Record<ResolveAction['action'], string> = {
  set_aside: 'En kontrollert kopi blir; det kan angres',
  restore: 'Fra en kontrollert kopi',
  move: 'Nytt navn eller ny plass',
  record: 'Bare katalogen endres',
  remember: 'Huskes til neste skanning',
  fetch: 'Innholdet hentes ved at filen leses',
  scan: 'Det skannes igjen',
};

export const findings = {
  filters: {
    missing: 'Mangler',
    moved: 'Flyttet',
    duplicates: 'Kopier',
    edited: 'Endret',
    new: 'Nye filer',
    unreadable: 'Ikke lesbare',
    index: 'Indeks',
    storage: 'Lager',
    all: 'Alle',
    later: 'Senere',
    ignored: 'Ignorert',
  },
  lanes: {
    suggest: { title: 'Foreslått', note: 'Trygt å godta som det er, og alt kan angres.' },
    ask: { title: 'Trenger deg', note: 'ImaLink avgjør ikke disse.' },
    done: { title: 'Løst for deg', note: 'Gjort uten å spørre de siste 30 dagene.' },
    info: { title: 'Godt å vite', note: 'Ingenting av dette trenger svar.' },
  },
  heading: (kind) => headings[kind] ?? spelled(kind),
  outcome: (kind, as) => outcomesOfKind[kind]?.[as] ?? outcomes[as] ?? spelled(String(as)),
  rule: (kind, as) => {
    const what = ruleKinds[kind] ?? spelled(kind);
    return ruleActions[as]?.(what) ?? `${spelled(String(as))}: ${what}`;
  },
  counted: (kind, count) => {
    const [one, many] = counts[kind] ?? [spelled(kind), spelled(kind)];
    return plural(count, one, many);
  },
  fact: (name) => facts[name] ?? name,
  reason: (kind, reason) => explanations[kind]?.short ?? reason,
  asideRule: () => 'Filen som var her først, blir.',
  why: (kind, why) => explanations[kind]?.why ?? why,
  action: (kind, place, action) => explanations[kind]?.whatYouCanDo[place] ?? action,
  planWhy: (action, why) => planWhys[action] ?? why,
  entry: (title, counted) => (counted === '' ? title : counted),
} as const satisfies Messages<typeof en.findings>;
