/** Edits metadata with ExifTool, the program behind most tools that write into photos. */
import { execFileSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

export interface MetadataEditor {
  /** Writes tags into a file, in place, leaving no second file behind. @param args of ExifTool, `-XMP:Rating=1` */
  write(path: string, args: readonly string[]): Promise<void>;
}

/** @returns null, with a line that says why, where the machine has no Perl to run it */
export async function metadataEditor(): Promise<MetadataEditor | null> {
  try {
    execFileSync('perl', ['-e', '1']);
  } catch {
    console.log('skipped: no metadata is edited here, because ExifTool needs Perl');
    return null;
  }
  const { ExifTool } = await import('exiftool-vendored');
  // sharp puts its own settings into the environment; a child process must not inherit them
  const { VIPSHOME: _vips, ...env } = process.env;
  const exiftool = new ExifTool({
    taskTimeoutMillis: 20_000,
    exiftoolEnv: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] != null)),
  });
  onTestFinished(() => exiftool.end());
  return {
    write: async (path, args) => {
      await exiftool.write(path, {}, { writeArgs: [...args, '-overwrite_original', '-m'], ignoreMinorErrors: true });
    },
  };
}
