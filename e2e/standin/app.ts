/** `app` of the stand-in: readiness, paths, the single-instance lock and the order of quitting. */
import { EventEmitter } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cancellable, strict } from './strict.ts';

const packageJson = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as { name: string; version: string };

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly name = packageJson.name;
  ready = false;
  quitting = false;
  /** Set by windows.ts: quitting closes the windows first. @returns false when one of them refused */
  closeWindows: () => boolean = () => true;
  paths: Record<string, string> = { userData: join(tmpdir(), `${packageJson.name}-standin`), temp: tmpdir() };

  getVersion(): string {
    return packageJson.version;
  }
  getLocale(): string {
    return 'en-US';
  }
  getPath(name: string): string {
    const path = this.paths[name];
    if (path == null) throw new Error(`Failed to get '${name}' path`);
    mkdirSync(path, { recursive: true });
    return path;
  }
  setPath(name: string, path: string): void {
    this.paths[name] = path;
  }
  isReady(): boolean {
    return this.ready;
  }
  whenReady(): Promise<void> {
    return this.ready ? Promise.resolve() : new Promise((resolve) => this.once('ready', () => resolve()));
  }

  /** A lock file with our process id; a second instance leaves its data beside it and rings with a signal. */
  requestSingleInstanceLock(additionalData: object = {}): boolean {
    const lock = join(this.getPath('userData'), 'standin-lock');
    for (let attempt = 0; attempt < 2; attempt += 1) {
      if (takeLock(lock)) {
        process.on('SIGUSR2', () => this.readHandovers(lock));
        return true;
      }
      try {
        writeFileSync(`${lock}.${process.pid}.handover`, JSON.stringify(additionalData));
        process.kill(Number(readFileSync(lock, 'utf8')), 'SIGUSR2');
        return false;
      } catch {
        rmSync(lock, { force: true }); // left by a process that was killed
      }
    }
    return false;
  }
  readHandovers(lock: string): void {
    for (const name of readdirSync(this.getPath('userData')).filter((each) => each.endsWith('.handover'))) {
      const file = join(lock, '..', name);
      const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
      rmSync(file);
      this.emit('second-instance', cancellable({}), [], process.cwd(), data);
    }
  }

  /** before-quit, windows, will-quit; each may refuse. A refused will-quit comes again with the next quit(). */
  quit(): void {
    if (!this.quitting) {
      const before = cancellable({});
      this.emit('before-quit', before);
      if (before.defaultPrevented) return;
      this.quitting = true;
      if (!this.closeWindows()) {
        this.quitting = false;
        return;
      }
    }
    const last = cancellable({});
    this.emit('will-quit', last);
    if (!last.defaultPrevented) this.exit(0);
  }
  exit(code = 0): void {
    this.emit('quit', {}, code);
    process.exit(code);
  }
}

function takeLock(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
  } catch {
    return false;
  }
  process.once('exit', () => rmSync(lock, { force: true }));
  return true;
}

export const plainApp = new App();
export const app = strict('app', plainApp);

setImmediate(() => {
  plainApp.ready = true;
  plainApp.emit('ready', cancellable({}));
});
