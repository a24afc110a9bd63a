/** The floor of an index: the finished document, stringified, written, fsynced. */
import { closeSync, fsyncSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { report } from '../measure.ts';

const folder = process.argv[2] as string;
const document: unknown = JSON.parse(readFileSync(join(folder, 'session.json'), 'utf8'));
const startedMs = performance.now();
const startCpu = process.cpuUsage();
const bytes = Buffer.from(`${JSON.stringify(document, null, 2)}\n`);
const target = join(folder, 'floor.json');
const file = openSync(target, 'w');
for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
fsyncSync(file);
closeSync(file);
unlinkSync(target);
await report(startedMs, startCpu);
