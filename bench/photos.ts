/**
 * Many distinct 12-megapixel JPEGs in little time: one picture is coded once, then one quantisation value of each
 * copy is changed. That changes the picture's identity and hardly a pixel, and costs no coding.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const widthPx = 4000;
const heightPx = 3000;

/** Writes `count` photos (about 3.7 MB each) below `folder`, unless they are there already. */
export async function makePhotos(folder: string, count: number): Promise<void> {
  const marker = `${folder}.made`;
  if (existsSync(marker)) return;
  mkdirSync(folder, { recursive: true });
  const base = await basePhoto();
  for (let number = 0; number < count; number++) {
    const photo = distinctPhoto(base, number);
    const sub = join(folder, String(Math.floor(number / 100)).padStart(3, '0'));
    mkdirSync(sub, { recursive: true });
    writeFileSync(join(sub, `IMG_${String(number).padStart(5, '0')}.jpg`), photo);
  }
  writeFileSync(marker, '');
}

/** Another picture at the cost of a copy. */
export function distinctPhoto(base: Buffer, number: number): Buffer {
  const photo = Buffer.from(base);
  const table = base.indexOf(Buffer.from([0xff, 0xdb])) + 5;
  // High frequencies of the table: 200 values in three places make eight million pictures.
  for (let place = 0, rest = number; place < 3; place++, rest = Math.floor(rest / 200)) photo[table + 60 + place] = 20 + (rest % 200);
  return photo;
}

/** Something with the entropy of a photo: smooth shapes with grain. */
async function basePhoto(): Promise<Buffer> {
  const pixels = Buffer.alloc(widthPx * heightPx * 3);
  let noise = 12345;
  for (let y = 0, at = 0; y < heightPx; y++) {
    for (let x = 0; x < widthPx; x++) {
      noise = (Math.imul(noise, 1103515245) + 12345) >>> 0;
      const grain = ((noise >>> 16) & 31) - 16;
      pixels[at++] = clamp(128 + 90 * Math.sin(x / 300) + grain);
      pixels[at++] = clamp(128 + 90 * Math.sin(y / 250) + grain);
      pixels[at++] = clamp(128 + 60 * Math.cos((x + y) / 400) + grain);
    }
  }
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } })
    .withExif({ IFD0: { Make: 'Bench', Model: 'Bench 12' }, IFD2: { DateTimeOriginal: '2024:07:15 10:00:00' } })
    .jpeg({ quality: 82 })
    .toBuffer();
}

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));
