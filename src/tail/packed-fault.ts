import type { Logger } from '../base/log.js';
import type { FollowedFile } from './followed-file.js';
import type { Outlet } from './outlet.js';

/** Says what of a compressed file cannot be had, when it is torn or damaged. */
export function reportPackedFault(file: FollowedFile, { telemetry, source }: Outlet, logger: Logger): void {
  const { packed, location, size, point } = file;
  const { fault, packedBytes } = packed ?? {};
  if (fault === undefined || packedBytes === undefined) return;
  const range = { source, path: location, from: point.offset, packedFrom: packedBytes, packedTo: size };
  telemetry.gap(source, size - packedBytes);
  const message = `cannot read ${location} to its end: ${fault.message}; what came before byte ${point.offset} of its content has been read`;
  logger.warn(range, message);
}
