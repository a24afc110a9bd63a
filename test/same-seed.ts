/** On a build server properties are tried with the same examples each time, so that a change is judged by what it changed. */
if (process.env['CI']) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ seed: 20_261_123 });
}
