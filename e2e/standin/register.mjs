// node --import ./e2e/standin/register.mjs out/main/index.js: the built main process, its `electron` replaced.
import { registerHooks } from 'node:module';

const standin = new URL('./electron.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron' || specifier === 'electron/main') return { url: standin, shortCircuit: true };
    return next(specifier, context);
  },
});
