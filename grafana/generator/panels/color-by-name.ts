import type { DynamicConfigValue, MatcherConfig } from '@grafana/grafana-foundation-sdk/dashboard';

export interface Override {
  matcher: MatcherConfig;
  properties: DynamicConfigValue[];
}

/** A fixed colour for the series of that name. */
export function colorByName(name: string, color: string): Override {
  return override('byName', name, color);
}

/** A fixed colour for the series of the query of that letter. */
export function colorByQuery(refId: string, color: string): Override {
  return override('byFrameRefID', refId, color);
}

function override(id: string, options: string, color: string): Override {
  const value = { mode: 'fixed', fixedColor: color };
  return { matcher: { id, options }, properties: [{ id: 'color', value }] };
}

/** What an outcome or result looks like everywhere. */
export const outcomeColors: Readonly<Record<string, string>> = {
  success: 'green',
  denied: 'red',
  failed: 'orange',
  failure: 'red',
};
