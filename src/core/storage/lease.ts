/** `.imalink/lock`: one host at a time writes the indexes of a storage. Advisory: what it cannot prevent is merged. */
import { link, mkdir, open, readFile, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { judgeLease, type SeenLease } from '#domain/merge/lease.ts';
import { isAbsent } from './place-file.ts';

/** A lease is renewed this often while a large index is written. */
const beatMs = 15_000;

export interface LeaseHost {
  readonly uuid: string;
  readonly name: string;
  /** Of this run: an earlier run of the same host has ended, its lease is ours. */
  readonly token: string;
  /** Monotonic. */
  readonly nowMs: () => number;
}

/** The lease of one storage, as this host sees it. */
export class StorageLease {
  readonly #path: string;
  readonly #host: LeaseHost;
  #seen: SeenLease | null = null;
  #beats = 0;
  #beating: NodeJS.Timeout | undefined;

  constructor(path: string, host: LeaseHost) {
    this.#path = path;
    this.#host = host;
  }

  /** @returns null when the lease is ours now, else the name of the host that has it. @throws errno errors of the disk */
  async acquire(): Promise<string | null> {
    const text = await this.#read();
    const judged = judgeLease(this.#seen, text, text !== null && this.#isOurs(text), this.#host.nowMs());
    this.#seen = judged.seen;
    if (judged.state === 'live') return nameIn(text ?? '');
    if (judged.state === 'expired' && !(await this.#takeAway(text ?? ''))) return nameIn(text ?? '');
    if (judged.state === 'ours') await this.#write();
    else if (!(await this.#create())) return nameIn((await this.#read()) ?? '');
    this.#beating = setInterval(() => void this.#beat(), beatMs);
    this.#beating.unref();
    return null;
  }

  /** False when another host took over meanwhile: this one was suspended, or its disk was away. */
  async isHeld(): Promise<boolean> {
    const text = await this.#read();
    return text !== null && this.#tokenIn(text) === this.#host.token;
  }

  async release(): Promise<void> {
    clearInterval(this.#beating);
    // What is not ours any more is left alone; a disk that is gone takes its lease with it.
    if (await this.isHeld().catch(() => false)) await unlink(this.#path).catch(() => undefined);
  }

  async #beat(): Promise<void> {
    // A beat that fails makes the lease older, nothing else.
    if (await this.isHeld().catch(() => false)) await this.#write().catch(() => undefined);
  }

  #text(): string {
    const { uuid, name, token } = this.#host;
    return `${JSON.stringify({ host_uuid: uuid, host_name: name, token, beat: ++this.#beats })}\n`;
  }

  #isOurs(text: string): boolean {
    const { uuid, name } = this.#host;
    const lease = parse(text);
    return lease['host_uuid'] === uuid && lease['host_name'] === name;
  }

  #tokenIn = (text: string): unknown => parse(text)['token'];

  /** Makes the lock when there is none; of two hosts one succeeds. */
  async #create(): Promise<boolean> {
    const temp = await this.#temp();
    try {
      await link(temp, this.#path);
      return true;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EEXIST') return false;
      // No hard links here: the name is made first, its content follows.
      const file = await open(this.#path, 'wx').catch((cause: NodeJS.ErrnoException) => {
        if (cause.code === 'EEXIST') return null;
        throw cause;
      });
      await file?.close();
      if (file) await this.#write();
      return file !== null;
    } finally {
      await unlink(temp).catch(() => undefined);
    }
  }

  async #write(): Promise<void> {
    await rename(await this.#temp(), this.#path);
  }

  async #temp(): Promise<string> {
    const temp = `${this.#path}.${this.#host.token}.tmp`;
    await mkdir(dirname(this.#path), { recursive: true });
    const file = await open(temp, 'w');
    try {
      await file.writeFile(this.#text());
      // A lease that a power cut left without its words would be waited for like anybody's.
      await file.sync();
    } finally {
      await file.close();
    }
    return temp;
  }

  /** Moves an expired lease away; one that changed in this very moment goes back. */
  async #takeAway(expected: string): Promise<boolean> {
    const aside = `${this.#path}.${this.#host.token}.tmp`;
    try {
      await rename(this.#path, aside);
    } catch (error) {
      if (isAbsent(error)) return true;
      throw error;
    }
    const isExpected = (await readFile(aside, 'utf8')) === expected;
    if (!isExpected) await link(aside, this.#path).catch(() => undefined);
    await unlink(aside).catch(() => undefined);
    return isExpected;
  }

  async #read(): Promise<string | null> {
    try {
      return await readFile(this.#path, 'utf8');
    } catch (error) {
      if (isAbsent(error)) return null;
      throw error;
    }
  }
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    // Half-written by somebody: it says nothing, and expires like any other.
    return {};
  }
}

const nameIn = (text: string): string => String(parse(text)['host_name'] ?? 'Another computer');
