export type ServerLevel = 'debug' | 'info' | 'warn' | 'error';

// As hclog writes them: the short ones with a blank more, so that what follows lines up.
const tags = { debug: '[DEBUG]', info: '[INFO] ', warn: '[WARN] ', error: '[ERROR]' } as const;

/** A line of the Vault server log as text. `text` starts with the logger's name: `core: vault is unsealed`. */
export function serverLine(level: ServerLevel, text: string, time: number): string {
  return `${new Date(Math.floor(time)).toISOString()} ${tags[level]} ${text}`;
}
