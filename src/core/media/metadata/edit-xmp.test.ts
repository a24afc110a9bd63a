import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { editXmp, type XmpWords } from './edit-xmp.ts';
import { readXmpFacts } from './xmp.ts';

const corpus = join(import.meta.dirname, '../../../../../shared/corpus/sidecar');
const factsOf = async (text: string) => readXmpFacts([Buffer.from(text)]);
const words: XmpWords = { title: 'Bridge & <river>', caption: 'At "dusk"', rating: 4, label: 'Green', tags: ['rome', 'Årø', '007'] };
const said = { title: 'Bridge & <river>', caption: 'At "dusk"', rating: 4, color: 'green', tags: ['rome', 'Årø', '007'] };

describe('a sidecar that is written', () => {
  test('says what was asked, also when it is new', async () => {
    const text = editXmp(null, words) ?? '';
    expect(await factsOf(text)).toMatchObject(said);
    expect(editXmp(text, words)).toBeNull();
  });

  test('keeps what others wrote, byte for byte where nothing changed', async () => {
    const theirs = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:xap="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/" xap:Rating="2" crs:Exposure2012="+0.50">
    <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Old</rdf:li><rdf:li xml:lang="nb">Gammel</rdf:li></rdf:Alt></dc:title>
    <crs:ToneCurve><rdf:Seq><rdf:li>0, 0</rdf:li></rdf:Seq></crs:ToneCurve>
  </rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
    expect(editXmp(theirs, { rating: 2, title: 'Old' })).toBeNull();
    const text = editXmp(theirs, { rating: 5, title: 'New' }) ?? '';
    expect(text).toBe(theirs.replace('xap:Rating="2"', 'xap:Rating="5"').replace('Old', 'New'));
  });

  test('takes away what is empty', async () => {
    const text = editXmp(editXmp(null, words), { title: '', caption: '', rating: 0, label: '', tags: [] }) ?? '';
    expect(await factsOf(text)).toMatchObject({ title: null, caption: null, rating: 0, color: null, tags: [] });
    expect(text).not.toContain('dc:subject');
  });

  test('is not written when what is there cannot be read', () => {
    for (const broken of [
      '',
      'no xml',
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>',
    ])
      expect(() => editXmp(broken, words)).toThrow();
  });

  test('of real programs keeps its other fields', async ({ skip }) => {
    if (!existsSync(corpus)) skip('../shared/corpus is not there');
    const paths = [corpus, join(corpus, 'alone')].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.xmp'))
        .map((name) => join(folder, name)),
    );
    for (const path of paths) {
      const before = readFileSync(path, 'utf8');
      const text = editXmp(before, words) ?? '';
      const { title: _t, caption: _c, rating: _r, color: _l, flag: _f, tags: _g, ...rest } = (await factsOf(before)) ?? ({} as never);
      expect([path, await factsOf(text)]).toMatchObject([path, { ...rest, ...said }]);
      expect(editXmp(text, words)).toBeNull();
    }
    expect(paths.length).toBeGreaterThan(3);
  });
});
