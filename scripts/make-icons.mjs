// node scripts/make-icons.mjs: draws every icon file in resources/ from the two SVGs. Run it after changing one of them;
// the results are committed, because packaging has to work without it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { root } from './project-node.mjs';

const resources = join(root, 'resources');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** From here down the details of the large drawing are mud. */
const largestSmall = 32;

mkdirSync(join(resources, 'icons'), { recursive: true });
const pngs = new Map();
for (const size of sizes) {
  const [file, drawn] = size <= largestSmall ? ['icon-small.svg', 32] : ['icon.svg', 1024];
  const png = await sharp(readFileSync(join(resources, file)), { density: (72 * size) / drawn })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toBuffer();
  pngs.set(size, png);
  if (size <= 512) writeFileSync(join(resources, 'icons', `${size}x${size}.png`), png);
}
writeFileSync(join(resources, 'icon.png'), pngs.get(1024));
writeFileSync(join(resources, 'icon.ico'), ico([16, 24, 32, 48, 64, 128, 256]));
writeFileSync(join(resources, 'icon.icns'), icns({ icp4: 16, icp5: 32, icp6: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 }));

/** Windows: a directory of 16-byte entries, then the PNGs. */
function ico(wanted) {
  const header = Buffer.from([0, 0, 1, 0, wanted.length, 0]);
  let offset = header.length + 16 * wanted.length;
  const entries = wanted.map((size) => {
    const entry = Buffer.alloc(16);
    entry.writeUInt8(size % 256, 0); // 256 is written as 0
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4); // colour planes
    entry.writeUInt16LE(32, 6); // bits per pixel
    entry.writeUInt32LE(pngs.get(size).length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += pngs.get(size).length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...wanted.map((size) => pngs.get(size))]);
}

/** macOS: blocks of type, length and PNG inside one block of the same kind. */
function icns(types) {
  const block = (type, data) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(8 + data.length, 4);
    return Buffer.concat([head, data]);
  };
  return block('icns', Buffer.concat(Object.entries(types).map(([type, size]) => block(type, pngs.get(size)))));
}
