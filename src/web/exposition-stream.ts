import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

/**
 * The pieces as a stream that lets the event loop turn once before it asks for the next one, so that a scrape
 * of any size delays reading and other scrapes by one piece at most. `first` was asked for already.
 */
export function expositionStream(first: IteratorResult<string>, rest: Iterator<string>): Readable {
  return Readable.from(giveWay(first, rest));
}

async function* giveWay(first: IteratorResult<string>, rest: Iterator<string>): AsyncGenerator<string> {
  for (let piece = first; piece.done !== true; piece = rest.next()) {
    yield piece.value;
    await setImmediate();
  }
}
