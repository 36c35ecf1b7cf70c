import { type Format, openMetricsFormat, textFormat } from './format.js';
import { parseQualityList, type QualityItem } from './quality-list.js';

interface Offer {
  readonly type: string;
  readonly version: string;
  readonly format: Format;
}

// The first wins where the client likes both alike (`*/*`): a person with curl should get the plainer one.
const offers: readonly Offer[] = [
  { type: 'text/plain', version: '0.0.4', format: textFormat },
  { type: 'application/openmetrics-text', version: '1.0.0', format: openMetricsFormat },
];
const escapings: readonly string[] = ['allow-utf-8', 'underscores', 'dots', 'values'];

interface Match {
  readonly offer: Offer;
  readonly item: QualityItem;
  /** Place in the header. */
  readonly position: number;
  /** 0 for any type, 1 for `text/*`, 2 for the type, 3 for type and version. */
  readonly specificity: number;
}

/**
 * The format to answer with, by the Accept header of the request. Of several ranges that fit one format the
 * most specific counts (RFC 9110 section 12.5.1); among formats the higher quality wins, then the earlier one.
 * Text 0.0.4 when nothing fits, as https://prometheus.io/docs/instrumenting/content_negotiation/ asks.
 *
 * The `escaping` parameter of Prometheus 3 is echoed with OpenMetrics 1.0.0 alone, and only when asked for:
 * our names need no escaping in any scheme, and older servers are owed the content type of the specification.
 */
export function negotiate(accept: string | undefined): Format {
  const items = parseQualityList(accept ?? '');
  const [best] = offers
    .flatMap((offer) => bestMatch(offer, items) ?? [])
    .filter((match) => match.item.quality > 0)
    .sort((a, b) => b.item.quality - a.item.quality || a.position - b.position);
  return best === undefined ? textFormat : withEscaping(best);
}

function bestMatch(offer: Offer, items: readonly QualityItem[]): Match | undefined {
  return items
    .map((item, position) => ({ offer, item, position, specificity: specificityOf(item, offer) }))
    .filter((match) => match.specificity >= 0)
    .sort((a, b) => b.specificity - a.specificity || b.item.quality - a.item.quality)[0];
}

function specificityOf(item: QualityItem, offer: Offer): number {
  if (item.value === '*/*' || item.value === '*') return 0;
  if (item.value.endsWith('/*')) return offer.type.startsWith(item.value.slice(0, -1)) ? 1 : -1;
  if (item.value !== offer.type) return -1;
  const version = item.parameters.get('version');
  if (version === undefined) return 2;
  return version === offer.version ? 3 : -1;
}

function withEscaping({ offer, item, specificity }: Match): Format {
  const escaping = item.parameters.get('escaping');
  if (offer.format === textFormat || specificity < 2) return offer.format;
  // Only a known word reaches the response header: the value is the client's.
  if (escaping === undefined || !escapings.includes(escaping)) return offer.format;
  return { ...offer.format, contentType: `${offer.format.contentType}; escaping=${escaping}` };
}
