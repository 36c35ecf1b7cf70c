import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command, Reply, WriterOptions } from './commands.js';
import type { WrittenByFile } from './written.js';

const program = fileURLToPath(new URL('./writer.js', import.meta.url));

/** The writer, seen from the run. */
export class WriterProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  #next = 1;

  constructor(options: WriterOptions) {
    this.#child = fork(program, [JSON.stringify(options)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child.on('message', (reply: Reply) => {
      this.#waiting.get(reply.id)?.resolve(reply);
      this.#waiting.delete(reply.id);
    });
    this.#child.on('exit', (code, signal) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(`the writer ended: ${code ?? signal}`));
    });
  }

  /** Resolves when it is done, to what was written up to then. Rejects when it could not be done. */
  async tell(command: Command): Promise<WrittenByFile> {
    const id = this.#next++;
    const reply = await new Promise<Reply>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, command }, (error) => error !== null && reject(error));
    });
    if (reply.error !== undefined) throw new Error(`the writer failed to ${command.do}: ${reply.error}`);
    return reply.written;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
