import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';

/** What was heard behind a socket: it does not give way, it does, or there is nobody any more. */
export type Answer = 'stays' | 'yields' | 'nobody';

/** Times that somebody is asked who hangs up: one that goes away does so once. */
const TRIES = 10;
const NAME_LENGTH = 'lock-'.length + 16;

/**
 * One of those who want a directory, behind a socket of its name. It tells whoever asks whether it gives way; to answer
 * that it does means that it does.
 */
export class Contender {
  readonly name: string;
  readonly #patience: number;
  readonly #server: Server;
  #state: 'wants' | 'holds' | 'yields' = 'wants';

  /** Somebody who says nothing for `patience` milliseconds is taken for one that stays: a process may be stopped. */
  constructor(name: string, patience: number) {
    this.name = name;
    this.#patience = patience;
    this.#server = createServer((socket) => this.#answer(socket));
    this.#server.unref();
  }

  /** Listens in the folder. Rejects with an error of the file system. */
  listen(folder: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(join(folder, this.name), resolve);
    });
  }

  /** Asks the one behind the socket `name`. */
  async ask(folder: string, name: string): Promise<Answer> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = await this.#askOnce(join(folder, name));
      if (answer !== 'hangs up') return answer;
    }
    return 'stays';
  }

  giveWay(): void {
    if (this.#state === 'wants') this.#state = 'yields';
  }

  /** Takes the directory, unless it had to give way. From here on it does not give way any more. */
  hold(): boolean {
    if (this.#state === 'wants') this.#state = 'holds';
    return this.#state === 'holds';
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  #askOnce(path: string): Promise<Answer | 'hangs up'> {
    return new Promise((resolve) => {
      let heard = '';
      const socket = createConnection(path);
      socket.setTimeout(this.#patience, () => {
        resolve('stays');
        socket.destroy();
      });
      socket.setEncoding('utf8');
      socket.once('connect', () => socket.write(this.name));
      socket.on('data', (text: string) => {
        heard += text;
      });
      socket.once('error', ({ code = '' }: NodeJS.ErrnoException) => {
        if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve('nobody');
        else if (code !== 'ECONNRESET' && code !== 'EPIPE') resolve('stays');
      });
      socket.once('close', () => resolve(heard === 'stays' || heard === 'yields' ? heard : 'hangs up'));
    });
  }

  #answer(socket: Socket): void {
    let asker = '';
    socket.setTimeout(this.#patience, () => socket.destroy());
    socket.setEncoding('utf8');
    // Whoever goes away before it has its answer is not our concern.
    socket.on('error', () => {});
    socket.on('data', (text: string) => {
      asker += text;
      if (asker.length < NAME_LENGTH) return;
      if (asker < this.name) this.giveWay();
      socket.end(this.#state === 'yields' ? 'yields' : 'stays');
    });
  }
}
