import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** In the place of Vault's socket audit device: raw TCP, a line an entry, a new connection when the old one is gone. */
export class SocketDevice {
  /** Everything that was written, in order. */
  sent = '';
  readonly #port: number;
  #socket: Socket | undefined;

  constructor(t: TestContext, port: number) {
    this.#port = port;
    t.after(() => this.#socket?.destroy());
  }

  /** Writes whole lines; comes back when the kernel has them, or would take more. */
  async write(lines: string): Promise<void> {
    const socket = await this.#connected();
    this.sent += lines;
    if (!socket.write(lines)) await once(socket, 'drain');
  }

  /** Comes back when the other side has closed the connection. */
  async closed(): Promise<void> {
    const socket = this.#socket;
    if (socket !== undefined && !socket.closed) await once(socket, 'close');
  }

  async #connected(): Promise<Socket> {
    if (this.#socket !== undefined && !this.#socket.closed) return this.#socket;
    const socket = connect(this.#port, '127.0.0.1');
    await once(socket, 'connect');
    // Seen by `closed`, and by the next write.
    socket.on('error', () => {});
    socket.resume();
    this.#socket = socket;
    return socket;
  }
}
