#!/usr/bin/env node
/** The `imalink` command. Exit codes and streams: docs/api/cli.md. */
import { run } from './run.ts';

// A reader that has seen enough (`| head`) closes the pipe; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await run(process.argv.slice(2), process.env);
