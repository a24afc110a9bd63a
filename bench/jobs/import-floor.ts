/** The floor of an import: read each file once, SHA-256, hotpreview, write copy and preview. No journal, no verify, no fsync. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { report } from '../measure.ts';

const source = process.argv[2] as string;
const target = mkdtempSync(join(dirname(source), 'floor-'));
sharp.concurrency(1);
sharp.cache(false);
const files = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) => entry.name.endsWith('.jpg'));
const startedMs = performance.now();
const startCpu = process.cpuUsage();
const queue = files.values();
mkdirSync(join(target, 'previews'));
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (const entry of queue) {
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      const name = createHash('sha256').update(bytes).digest('hex');
      const preview = await sharp(bytes)
        .autoOrient()
        .resize(200, 200, { fit: 'inside', withoutEnlargement: true })
        .jpeg({ quality: 80 })
        .toBuffer();
      writeFileSync(join(target, `${name}.jpg`), bytes);
      writeFileSync(join(target, 'previews', `${name}.jpg`), preview);
    }
  }),
);
process.on('exit', () => rmSync(target, { recursive: true }));
await report(startedMs, startCpu, { photos: files.length });
