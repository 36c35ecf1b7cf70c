/** What can become of an event that is to be joined with another: see JoinTable. */
export const JOIN_RESULTS = ['joined', 'expired', 'duplicate', 'no_key', 'clock', 'forgotten'] as const;

export type JoinResult = (typeof JOIN_RESULTS)[number];

/** Events by what became of them. */
export type JoinResults = Record<JoinResult, number>;

export function noResults(): JoinResults {
  return { joined: 0, expired: 0, duplicate: 0, no_key: 0, clock: 0, forgotten: 0 };
}

/** The results that stand in a checkpoint; undefined when they are none. */
export function joinResultsOf(saved: unknown): JoinResults | undefined {
  if (typeof saved !== 'object' || saved === null) return undefined;
  const results = noResults();
  for (const result of JOIN_RESULTS) {
    const count = (saved as Partial<Record<JoinResult, unknown>>)[result];
    if (!Number.isSafeInteger(count) || (count as number) < 0) return undefined;
    results[result] = count as number;
  }
  return results;
}
