import type { WebAddress, WebServer } from '../web/server.js';
import { OperationError } from './terminal.js';

/** @throws OperationError when the address is bad, taken or not allowed: a message for the user, not a bug. */
export async function listen(server: WebServer): Promise<WebAddress> {
  try {
    return await server.listen();
  } catch (error) {
    throw new OperationError((error as Error).message, { cause: error });
  }
}
