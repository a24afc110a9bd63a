import { expect, test } from 'vitest';
import { detectFormat, extensionOf, isFalseImageName, isLyingName, isSupportedName, kindOf, roleOfName } from './formats.ts';

const text = (value: string) => Buffer.from(value, 'latin1');

test.each([
  ['\xff\xd8\xff\xe0', 'JPEG'],
  ['\x89PNG\r\n\x1a\n', 'PNG'],
  ['GIF89a', 'GIF'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'WEBP'],
  ['RIFF\0\0\0\0WAVEfmt ', 'WAV'],
  ['RIFF\0\0\0\0ACON', 'UNKNOWN'],
  ['II*\0\x08\0\0\0', 'TIFF'],
  ['II*\0\x10\0\0\0CR\x02\0', 'CR2'],
  ['MM\0+\0\x08\0\0', 'TIFF'],
  ['IIU\0\x18\0\0\0', 'RW2'],
  ['IIRO\x08\0\0\0', 'ORF'],
  ['FUJIFILMCCD-RAW 0201', 'RAF'],
  ['II\x1a\0\0\0HEAPCCDR', 'CRW'],
  ['\0MRM\0\0\0\0', 'MRW'],
  ['\0\0\0\x18ftypheic', 'HEIF'],
  ['\0\0\0\x1cftypisom\0\0\x02\0mif1avif', 'HEIF'],
  ['\0\0\0\x18ftypcrx ', 'CR3'],
  ['\0\0\0\x14ftypqt  ', 'MOV'],
  ['\0\0\0\x20ftypisom\0\0\x02\0isom', 'MP4'],
  ['\xff\x0a', 'JXL-STREAM'],
  ['\0\0\0\x0cjP  \r\n\x87\n', 'JP2'],
  ['BM\0\0\0\0\0\0\0\0\0\0\0\0\x28', 'BMP'],
  ['<svg xmlns="http://www.w3.org/2000/svg">', 'SVG'],
  ['<?xml version="1.0"?>\n<svg>', 'SVG'],
  ['<!DOCTYPE html><html>', 'HTML'],
  ['version https://git-lfs.github.com/spec/v1\n', 'TEXT'],
  ["<?xpacket begin='\xef\xbb\xbf'?><x:xmpmeta>", 'XMP'],
  ['<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC>', 'PLIST'],
  ['{"title": "a"}', 'JSON'],
  ['', 'UNKNOWN'],
  ['\0\0\0\0', 'UNKNOWN'],
  ['BMW is a car', 'TEXT'],
] as const)('%j is %s', (bytes, format) => {
  expect(detectFormat(text(bytes))).toBe(format);
});

test('extensions are taken from the last part of a path, in any case', () => {
  expect([
    extensionOf('a.b/IMG.JPG'),
    extensionOf('C:\\x.y\\IMG'),
    extensionOf('.jpg'),
    extensionOf('a/.heic'),
    extensionOf('IMG.jpg.xmp'),
  ]).toEqual(['jpg', '', '', '', 'xmp']);
});

test('names say what the import does with a file', () => {
  expect(
    ['a.JPG', 'a.heic', 'a.nef', 'a.CR3', 'a.mov', 'a.xmp', 'a.aae', 'a.thm', 'a.wav', 'a.json', 'a.txt', 'jpg'].map(roleOfName),
  ).toEqual(['image', 'image', 'raw', 'raw', 'video', 'companion', 'companion', 'companion', 'companion', 'companion', null, null]);
  expect(isSupportedName('a.txt')).toBe(false);
});

test('a name lies when its extension belongs to another family', () => {
  expect(isLyingName('a.jpg', 'HEIF')).toBe(true);
  expect(isLyingName('a.nef', 'JPEG')).toBe(true);
  expect(isLyingName('a.nef', 'TIFF')).toBe(false); // most RAW files are TIFFs
  expect(isLyingName('a.thm', 'JPEG')).toBe(false);
  expect(isLyingName('a', 'JPEG')).toBe(false);
  expect(isLyingName('a.jpg', 'TEXT')).toBe(false);
});

test('a picture name over something that is no picture is false', () => {
  expect(isFalseImageName('a.jpg', 'SVG')).toBe(true);
  expect(isFalseImageName('a.mov', 'UNKNOWN')).toBe(true);
  expect(isFalseImageName('a.xmp', 'TEXT')).toBe(false);
  expect(isFalseImageName('a.jpg', 'HEIF')).toBe(false);
});

test('kinds', () => {
  expect([kindOf('JPEG'), kindOf('RAF'), kindOf('CR2'), kindOf('MOV'), kindOf('WAV'), kindOf('XMP'), kindOf('SVG')]).toEqual([
    'image',
    'raw',
    'raw',
    'video',
    'audio',
    'sidecar',
    'other',
  ]);
});
