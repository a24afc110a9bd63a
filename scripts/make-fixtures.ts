/** `npm run fixtures`: paints the sample photos that the first-run screen offers, from seeds, into resources/samples. */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeSampleLibrary } from '../test/builders/sample-library.ts';

const folder = fileURLToPath(new URL('../resources/samples', import.meta.url));
rmSync(folder, { recursive: true, force: true });
const folders = await makeSampleLibrary(folder, 900, 6);
console.log(`${folders.reduce((sum, { files }) => sum + files.length, 0)} sample photos in resources/samples`);
