// npm run dev: the renderer with hot reload in the browser, `imalink serve` behind it, restarted when its sources change.
import { spawn } from 'node:child_process';
import { root, useProjectNode } from './project-node.mjs';

await useProjectNode();
process.chdir(root);

const [{ createServer }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'src/cli/imalink.ts', 'serve', ...process.argv.slice(2)], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
let page = null;
let queue = Promise.resolve();
server.stdout.setEncoding('utf8').on('data', (text) => {
  const match = /(http:\/\/127\.0\.0\.1:\d+)\/#(token=\S+)/.exec(text);
  // After a restart the server has another port: the page's proxy has to follow it.
  if (match) queue = queue.then(() => showPage(match[1], match[2]));
  else process.stdout.write(text);
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.kill();
    process.exit(0);
  });
}

async function showPage(target, token) {
  await page?.close();
  // The server knows its own address only: the proxy speaks for the page, from the server's own origin.
  const proxy = { target, changeOrigin: true, ws: true, headers: { origin: target } };
  page = await createServer({
    configFile: false,
    root: 'src/renderer',
    plugins: [react()],
    // Fonts come straight out of node_modules, which lies outside the renderer's folder.
    server: { host: '127.0.0.1', port: 5173, fs: { allow: [root] }, proxy: { '/api': proxy } },
  });
  await page.listen();
  console.log(`ImaLink, with hot reload: ${page.resolvedUrls?.local[0] ?? ''}#${token}`);
}
