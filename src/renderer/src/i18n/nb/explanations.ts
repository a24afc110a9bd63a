/** What each kind of finding means, as src/domain/reconcile/explain-kind.ts says it in English: the same actions in the same order. */
import type { FindingKind } from '#domain/reconcile/types.ts';

interface Explanation {
  /** In a row of the inbox, beside the path. */
  readonly short: string;
  readonly why: string;
  readonly whatYouCanDo: readonly string[];
}

const nothing = 'Ingenting; dette er gjort.';

const ofKind: Readonly<Record<FindingKind, Explanation>> = {
  moved: {
    short: 'Bildet ble flyttet eller fikk nytt navn.',
    why: 'Bildet ble funnet på nøyaktig én ny sti, og ingenting står på den gamle. ImaLink fulgte etter: vurderinger, nøkkelord, bildetekster og albumer blir hos bildet, også når metadataene ble endret underveis.',
    whatYouCanDo: [
      nothing,
      'Si at det ikke er det samme bildet: de to skilles og kobles ikke igjen.',
      'Angre det i historikken, med alt den skanningen gjorde.',
    ],
  },
  ambiguous_move: {
    short: 'Et bilde med flere kopier ble flyttet.',
    why: 'Flere filer viser ett bilde, noen av dem forlot stiene sine, flere nye stier dukket opp, og verken byte eller navn sier hva som ble til hva. Ingenting er endret.',
    whatYouCanDo: ['Godta de foreslåtte parene.', 'Koble de gamle og nye stiene selv.', 'Behandle de nye stiene som ekstra kopier.'],
  },
  duplicate: {
    short: 'Bildet har en ekstra kopi.',
    why: 'En ny sti viser samme bilde som en kjent fil som fortsatt er der. Den er registrert som en kopi. Kopier som er like byte for byte, kan legges til side; kopier med andre metadata foreslås aldri til det.',
    whatYouCanDo: [
      'Behold begge; du blir ikke spurt igjen.',
      'Gjør den nye filen til den som vises først.',
      'Legg en til side: minst én kontrollert kopi blir, og det kan angres.',
    ],
  },
  duplicate_filename: {
    short: 'Forskjellige bilder har samme navn.',
    why: 'Kameraer begynner å telle på nytt, så navn gjentar seg. ImaLink går etter innholdet og blander dem aldri.',
    whatYouCanDo: ['Ingenting; dette er til orientering.'],
  },
  missing: {
    short: 'Bildet mangler.',
    why: 'Mappen kunne leses, filen var ikke i den, og bildet ble ikke funnet noe annet sted i lageret; eller stien inneholder nå et annet bilde. Alt du har sagt om det, er tatt vare på, og forhåndsvisningen blir. Finnes samme bilde et annet sted, er bare denne kopien borte.',
    whatYouCanDo: [
      'Legg filen tilbake, hvor som helst i lageret: neste skanning kobler den igjen.',
      'Finn den igjen, hvis den er utenfor lageret.',
      'Søk gjennom lageret igjen, slik at hver fil i det leses.',
      'Gjenopprett den fra en kopi i et annet lager.',
      'Si hvilken ny fil den er nå, hvis den også ble redigert: det du har sagt om den, følger med.',
      'Glem den; kommer den noen gang tilbake, tilbys gjenoppretting.',
      'Behold det som det er.',
    ],
  },
  mass_missing: {
    short: 'Mange bilder ble borte samtidig; ingenting er merket.',
    why: 'Mer enn 50 filer, mer enn en femtedel av det som var ventet, eller en hel toppmappe ble ikke funnet i én skanning. En disk, et delt område eller en mappe som ikke er montert, er den vanlige grunnen, så ingenting ble merket.',
    whatYouCanDo: [
      'Koble til eller monter det som er borte, og skann igjen.',
      'Behandle lageret som frakoblet.',
      'Bekreft at filene virkelig er borte; da merkes de som manglende.',
    ],
  },
  metadata_edited: {
    short: 'Metadataene i filen ble endret.',
    why: 'Sti og bilde er de samme, andre byte ble endret: et annet program skrev en vurdering, en bildetekst, en dato eller et sted. Feltene i filen er lest på nytt; det du har skrevet inn i ImaLink, gjelder. Også en fil som ble satt tilbake til kjent tilstand, nevnes her. Det gjør også en følgefil som er ny ved siden av et kjent bilde: den hører nå til bildet.',
    whatYouCanDo: [nothing, 'Se på forskjellen i detaljene om bildet.'],
  },
  edited: {
    short: 'Bildet ble redigert på stedet.',
    why: 'Stien inneholder andre piksler av samme opptak: tidspunkt, kamera og størrelse stemmer så langt de er kjent. Det tidligere bildet ble ikke funnet noe annet sted.',
    whatYouCanDo: [
      'Ta det som en ny versjon: vurderinger, nøkkelord og albumer følger med.',
      'Ta det som et eget bilde.',
      'Gjenopprett det tidligere bildet fra en annen kopi.',
    ],
  },
  replaced: {
    short: 'Filen ble erstattet av et annet bilde.',
    why: 'Stien inneholder et annet bilde, og tidspunkt, kamera eller størrelse er forskjellig, eller det er en kopi av et annet kjent bilde. Det tidligere bildet ble ikke funnet noe annet sted.',
    whatYouCanDo: [
      'Ta det som et eget bilde: det tidligere mangler da.',
      'Ta det som en ny versjon av det tidligere bildet.',
      'Gjenopprett det tidligere bildet fra en annen kopi.',
    ],
  },
  corrupt: {
    short: 'Filen ser skadet ut.',
    why: 'Bytene endret seg mens størrelse og dato var de samme, eller den kan ikke lenger dekodes. Ingen programmer redigerer slik; det gjør en disk som svikter, eller en avbrutt kopiering. Den tidligere forhåndsvisningen er tatt vare på, og ingenting godtas av seg selv.',
    whatYouCanDo: [
      'Prøv igjen: en kabel eller et delt område kan ha vært årsaken.',
      'Gjenopprett den fra en kontrollert kopi.',
      'Godta filen som den er nå.',
      'Ignorer den.',
      'Kontroller hele lageret: skader kommer sjelden alene.',
    ],
  },
  untracked: {
    short: 'Bildet er ikke i noen økt ennå.',
    why: 'En støttet fil i lageret er ikke registrert: et annet program la den dit, eller indeksen gikk tapt. Et bilde som du en gang valgte å glemme, nevnes også her. Det kan være en ny versjon av et manglende bilde; funnet sier fra når tidspunkt og kamera stemmer.',
    whatYouCanDo: [
      'Legg det i en ny økt, eller i en som finnes.',
      'Legg det til der det er.',
      'Ignorer filen eller mappen.',
      'Legg det til side hvis det ikke er et bilde; det kan angres.',
    ],
  },
  unreadable: {
    short: 'Filen eller mappen kan ikke leses.',
    why: 'Systemet nektet, eller disken sviktet, mens den ble lest. Det som er kjent om den, er som før: det som ikke kan leses, er ukjent, aldri manglende.',
    whatYouCanDo: [
      'Kontroller tillatelsene til filen og mappene.',
      'Kontroller disken og kabelen.',
      'Prøv igjen.',
      'Hopp over denne versjonen: ingenting sies om den før størrelsen eller datoen er en annen.',
      'Lag en rapport som sier hva som ble prøvd, og hva systemet svarte.',
    ],
  },
  placeholder: {
    short: 'Filen er bare en plassholder for en fil i skyen.',
    why: 'Et skyprogram har innholdet et annet sted. ImaLink henter det ikke uten å bli spurt; tilstanden er som før.',
    whatYouCanDo: [
      'Få den hentet: den leses til slutten, etter at du har sett størrelsen.',
      'Gjør filen tilgjengelig frakoblet i skyprogrammet, og prøv igjen.',
      'Hopp over denne versjonen: ingenting sies om den før størrelsen eller datoen er en annen.',
    ],
  },
  offline: {
    short: 'Lageret er ikke tilkoblet.',
    why: 'Mappen ble ikke funnet. Ingenting i lageret mangler; alt er som det sist ble sett.',
    whatYouCanDo: [
      'Koble til disken eller det delte området.',
      'Ignorer det til det er tilbake: ingenting sies om det før det er sett igjen.',
      'Finn lageret igjen, hvis det har en annen sti nå.',
      'Glem lageret; ingen fil røres.',
    ],
  },
  wrong_storage: {
    short: 'Et annet lager ligger på plassen.',
    why: 'Mappen finnes, men lageret i den har en annen identitet: en annen disk fikk samme bokstav eller monteringspunkt. Ingenting er endret.',
    whatYouCanDo: ['Koble til riktig disk.', 'Finn lageret igjen, hvis det har en annen sti nå.', 'Glem lageret; ingen fil røres.'],
  },
  clone_storage: {
    short: 'Lageret finnes to ganger.',
    why: 'To mapper har samme identitet: den ene er en kopi av den andre, laget av en sikkerhetskopiering eller for hånd. Å skrive til begge ville drive dem fra hverandre.',
    whatYouCanDo: [
      'Si at det ble flyttet: det andre stedet glemmes.',
      'Si at det ene er en sikkerhetskopi: det får sin egen identitet.',
      'Åpne ett av dem skrivebeskyttet.',
    ],
  },
  session_conflict: {
    short: 'To økter gjør krav på én fil.',
    why: 'Indeksene til to økter nevner samme sti. Økten som ble importert først, eier den, den andre viser til den.',
    whatYouCanDo: [
      'Ingenting; begge øktene viser bildet.',
      'Bytt: den andre økten eier den, og den som ble importert først, viser til den.',
      'Del: den blir i økten som ble importert først, og den andre viser den ikke lenger.',
    ],
  },
  session_id_collision: {
    short: 'To økter har samme nummer.',
    why: 'To maskiner telte hver for seg. Den andre økten beholder identiteten og har den i navnet på indeksfilen.',
    whatYouCanDo: [nothing],
  },
  index_missing: {
    short: 'En indeks mangler.',
    why: 'En økt i katalogen har ingen indeksfil i lageret. Den er skrevet på nytt fra katalogen.',
    whatYouCanDo: [nothing],
  },
  index_stale: {
    short: 'En indeks er eldre enn katalogen.',
    why: 'Lageret var borte eller skrivebeskyttet da noe ble endret. Indeksen er skrevet på nytt fra katalogen.',
    whatYouCanDo: [nothing],
  },
  index_newer: {
    short: 'En indeks er nyere enn katalogen.',
    why: 'En annen maskin har arbeidet i dette lageret. Endringene flettes felt for felt; bare et felt som begge sider har endret, blir du spurt om.',
    whatYouCanDo: ['Ta verdien fra indeksen.', 'Ta verdien fra katalogen.'],
  },
  index_corrupt: {
    short: 'En indeks er skadet.',
    why: 'Filen er ingen gyldig indeks. Den er flyttet til karantenemappen i lageret, aldri slettet, og bygd opp igjen fra historikken, katalogen eller en skanning.',
    whatYouCanDo: [nothing, 'Kontroller lageret: skader kommer sjelden alene.'],
  },
  index_orphan: {
    short: 'En indeks hører ikke til noen økt.',
    why: 'En øktindeks ligger i lageret, og hovedindeksen nevner den ikke.',
    whatYouCanDo: ['Ta den i bruk: økten kommer tilbake.', 'Ignorer den.'],
  },
  index_version: {
    short: 'En indeks er skrevet av en nyere ImaLink.',
    why: 'Formatet er nyere enn denne versjonen forstår. Den leses så langt det går, og skrives aldri.',
    whatYouCanDo: ['Oppdater ImaLink på denne maskinen.'],
  },
  pair_broken: {
    short: 'Deler av et bilde ble skilt.',
    why: 'RAW og JPEG, et Live-bilde og filmen, eller et bilde og følgefilen er nå i forskjellige mapper, eller en av dem er borte. Koblingen er tatt vare på.',
    whatYouCanDo: ['Sett dem sammen igjen; neste skanning ser det.', 'Sett dem sammen her.', 'Skill dem for godt.'],
  },
  orphan_sidecar: {
    short: 'Følgefilen har ikke noe bilde.',
    why: 'En fil med innstillinger eller notater til et bilde står alene: bildet ble flyttet, fikk nytt navn eller ble fjernet uten den.',
    whatYouCanDo: ['Gi den til bildet som navnet eller innholdet passer til.', 'Legg den ved siden av bildet sitt.', 'Ignorer den.'],
  },
  name_collision: {
    short: 'To navn er like for andre systemer.',
    why: 'De skiller seg bare i store og små bokstaver eller i hvordan en aksent lagres. På en Mac, i Windows eller på et minnekort ville den ene ta plassen til den andre.',
    whatYouCanDo: ['Gi en av dem nytt navn.', 'Behold begge, hvis lageret blir på dette systemet.'],
  },
  locked: {
    short: 'En annen maskin arbeider i dette lageret.',
    why: 'Den ga livstegn i løpet av det siste minuttet. Du kan bla gjennom bildene; det du endrer, skrives når den er ferdig.',
    whatYouCanDo: ['Vent, eller lukk ImaLink der.', 'Ta over når den har vært stille i ett minutt.'],
  },
};

/** By any name of a kind: a later version may have more. */
export const explanations: Readonly<Partial<Record<string, Explanation>>> = ofKind;
