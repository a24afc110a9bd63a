import { expect, test } from 'vitest';
import { cameraName } from './camera-name.ts';
import { readIptcFacts } from './iptc.ts';
import { readXmpFacts } from './xmp.ts';

test.each([
  ['Canon', 'Canon EOS 40D', 'Canon EOS 40D'],
  ['NIKON CORPORATION', 'NIKON D70', 'NIKON D70'],
  ['NIKON', 'COOLPIX P6000', 'NIKON COOLPIX P6000'],
  ['OLYMPUS OPTICAL CO.,LTD', 'C750UZ', 'OLYMPUS C750UZ'],
  ['RICOH IMAGING COMPANY, LTD.', 'PENTAX K-3 II', 'PENTAX K-3 II'],
  ['CASIO COMPUTER CO.,LTD.', 'EX-S1', 'CASIO EX-S1'],
  ['SONY', 'ILCE-7M3  ', 'SONY ILCE-7M3'],
  ['SAMSUNG', null, 'SAMSUNG'],
  [null, 'HERO4', 'HERO4'],
  [null, null, null],
  ['', ' ', null],
])('%j + %j is %j', (make, model, expected) => {
  expect(cameraName(make, model)).toBe(expected);
});

const packet = (body: string, quote = '"') =>
  Buffer.from(`<?xpacket begin=${quote}\ufeff${quote}?><x:xmpmeta xmlns:x=${quote}adobe:ns:meta/${quote}><rdf:RDF xmlns:rdf=${quote}http://www.w3.org/1999/02/22-rdf-syntax-ns#${quote}>
<rdf:Description rdf:about=${quote}${quote} xmlns:dc=${quote}http://purl.org/dc/elements/1.1/${quote} xmlns:xmp=${quote}http://ns.adobe.com/xap/1.0/${quote}>${body}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`);

test('XMP tags stay the texts they were written as', async () => {
  const facts = await readXmpFacts([
    packet(
      '<dc:subject><rdf:Bag><rdf:li>007</rdf:li><rdf:li>true</rdf:li><rdf:li>Fish &amp; chips</rdf:li><rdf:li>&#xE6;ble</rdf:li></rdf:Bag></dc:subject>',
    ),
  ]);
  expect(facts?.tags).toEqual(['007', 'true', 'Fish & chips', 'æble']);
});

test('XMP in single quotes, one tag, a title in two languages', async () => {
  const facts = await readXmpFacts([
    packet(
      "<dc:subject><rdf:Bag><rdf:li>one</rdf:li></rdf:Bag></dc:subject><xmp:Rating>4</xmp:Rating><dc:title><rdf:Alt><rdf:li xml:lang='de'>Titel</rdf:li><rdf:li xml:lang='x-default'>Title</rdf:li></rdf:Alt></dc:title>",
      "'",
    ),
  ]);
  expect(facts).toMatchObject({ tags: ['one'], rating: 4, title: 'Title' });
});

test('what is no XMP says nothing', async () => {
  expect(await readXmpFacts([Buffer.from('<html>'), Buffer.alloc(5_000_000, 32)])).toBeNull();
});

test.each([
  ['elements nested without end', '<a:b>'.repeat(200_000)],
  ['list items never closed', '<rdf:li>'.repeat(200_000)],
  ['a hundred thousand tags', `<dc:subject><rdf:Bag>${'<rdf:li>x</rdf:li>'.repeat(100_000)}</rdf:Bag></dc:subject>`],
  ['attributes without end', `<a:b ${'c:d="e" '.repeat(100_000)}/>`],
  ['just as many as are read', '<rdf:li>'.repeat(5900)],
])('hostile XMP takes no time: %s', async (_name, body) => {
  const start = performance.now();
  await readXmpFacts([packet(body)]);
  expect(performance.now() - start).toBeLessThan(3000);
});

const dataset = (record: number, id: number, value: Buffer | string) => {
  const bytes = Buffer.from(value as string);
  const head = Buffer.from([0x1c, record, id, 0, 0]);
  head.writeUInt16BE(bytes.length, 3);
  return Buffer.concat([head, bytes]);
};

test('IPTC keywords are read in the encoding that is named, or the one that makes words of them', () => {
  expect(readIptcFacts(Buffer.concat([dataset(1, 90, '\x1b%G'), dataset(2, 25, 'Æble')])).keywords).toEqual(['Æble']);
  expect(readIptcFacts(dataset(2, 25, 'Æble')).keywords).toEqual(['Æble']); // UTF-8 without saying so
  expect(readIptcFacts(dataset(2, 25, Buffer.from('H\x9arsystem', 'latin1'))).keywords).toEqual(['Hörsystem']); // Mac OS Roman
  expect(readIptcFacts(dataset(2, 25, Buffer.from('M\xe4rz, \xf6l', 'latin1'))).keywords).toEqual(['März, öl']); // Windows-1252
});

test('IPTC date and time make one date; a damaged tail is left out', () => {
  expect(
    readIptcFacts(Buffer.concat([dataset(2, 55, '20191014'), dataset(2, 60, '150020+0200'), Buffer.from([0x1c, 2, 25, 0xff])])).dateCreated,
  ).toBe('2019-10-14T15:00:20+02:00');
});
