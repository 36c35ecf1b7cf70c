import { parseQualityList } from '../expose/quality-list.js';

/**
 * Whether to answer with gzip, by the Accept-Encoding header (RFC 9110 section 12.5.3). `identity` needs no
 * mention to be acceptable; mentioned with a higher quality than gzip it wins.
 */
export function acceptsGzip(header: string | undefined): boolean {
  const items = parseQualityList(header ?? '');
  const qualityOf = (...names: readonly string[]) =>
    items.find((item) => names.includes(item.value))?.quality;
  const gzip = qualityOf('gzip', 'x-gzip') ?? qualityOf('*') ?? 0;
  return gzip > 0 && gzip >= (qualityOf('identity') ?? 0);
}
