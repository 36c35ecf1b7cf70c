import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Rival } from './rival.js';
import type { RivalAnswer, RivalQuestion } from './rival-messages.js';

const program = fileURLToPath(new URL('./rival-program.js', import.meta.url));

/** A module from npm, in a process of its own. */
export function moduleRival(module: 'logdna' | 'tail-file', name: string): Rival {
  return {
    name,
    async start(directory) {
      const child = fork(program, [module, directory], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      await answer(child);
      const ask = (question: RivalQuestion) => {
        child.send(question);
        return answer(child);
      };
      return {
        pid: child.pid!,
        progress: async () => (await ask({})).counted,
        losses: async (written) => (await ask({ written })).losses,
        kill: () => void child.kill('SIGKILL'),
      };
    },
  };
}

/** One question is asked at a time. */
function answer(child: ChildProcess): Promise<RivalAnswer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the module's process ended: ${code}`));
    child.once('exit', ended);
    child.once('message', (message: RivalAnswer) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}
