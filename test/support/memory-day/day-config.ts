/** Bounds of the histograms. */
export const dayBuckets = {
  audit_day_duration_seconds: [
    0.001, 0.0025, 0.005, 0.01, 0.02, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300,
  ],
  audit_few_duration_seconds: [0.1],
} as const;

/**
 * An exporter.yml with metrics of every kind for the day's log; each that is called `few` has too little memory, or many
 * crossings. memory_day.py knows the same settings.
 */
export const dayConfig = `state: { directory: DIR/state, interval: 50ms }
sources: { vault: { files: DIR/audit.log, format: json, time: time, poll_interval: 50ms } }
metrics:
  - { name: audit_entries_total, labels: { type: type } }
  - name: audit_day_duration_seconds
    type: duration
    from: { type: request }
    to: { type: response }
    key: request.id
    timeout: 5m
    remember: 200000
    buckets: ${JSON.stringify(dayBuckets.audit_day_duration_seconds)}
    labels: { operation: { field: request.operation, default: "-" } }
  - name: audit_few_duration_seconds
    type: duration
    when: { request.operation: read }
    from: { type: request }
    to: { type: response }
    key: [request.id, request.path]
    timeout: 30s
    remember: 8
    buckets: ${JSON.stringify(dayBuckets.audit_few_duration_seconds)}
  - name: audit_day_streak
    type: streak
    when: { type: response, error|contains: permission denied }
    until: { type: response, error: null }
    notify_at: 5
    labels: { user: &user { field: auth.display_name, default: "-" } }
  - name: audit_few_streak
    type: streak
    when: { type: response, error|contains: permission denied }
    until: { type: response, error: null }
    notify_at: 2
    limit: 10
    labels: { address: request.remote_address }
  - name: audit_day_distinct
    type: distinct
    when: { type: response, error: null, request.operation: read }
    of: request.path
    windows: [1h, 24h]
    notify_at: { 1h: 50, 24h: 200 }
    labels: { user: *user }
  - name: audit_few_distinct
    type: distinct
    when: { type: response, error: null }
    of: [request.path, request.operation]
    windows: [2m, 10m, 30m]
    notify_at: { 2m: 3, 10m: 5, 30m: 12 }
    labels: { user: *user }
  - name: audit_day_new_total
    type: first_seen
    when: { auth.display_name|exists: true }
    of: [auth.display_name, request.remote_address]
    learn: 6h
  - name: audit_few_new_total
    type: first_seen
    when: { auth.display_name|exists: true }
    of: request.remote_address
    learn: 0s
    remember: 100
  - { name: audit_day_secrets_total, type: secrets }
`;
