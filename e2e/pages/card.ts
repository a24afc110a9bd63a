/** A card with many small photos: enough to look at an import while it runs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Photos IMG_0.jpg and so on, of three days. @param folder where they are written */
export async function card(folder: string, count: number): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (let n = 0; n < count; n++) {
    const image = sharp({
      create: { width: 64, height: 64, channels: 3, background: { r: n % 256, g: (n * 7) % 256, b: (n * 31) % 256 } },
    });
    const day = String(1 + (n % 3)).padStart(2, '0');
    writeFileSync(
      join(folder, `IMG_${n}.jpg`),
      await image
        .jpeg()
        .withExif({ IFD2: { DateTimeOriginal: `2024:07:${day} 10:00:00` } })
        .toBuffer(),
    );
  }
}
