import type { FieldPath } from './field-path.js';
import type { IssuePath, Issues } from './issue.js';

/** Where a part of the configuration stands, for messages and for the HELP text of a metric. */
export interface Origin {
  /** As the user knows it: `exporter.yml`, `presets/vault-audit.yml`. */
  readonly file: string;
  readonly line: number;
  readonly path: IssuePath;
  /** Takes the problems of that file that are found later (conditions, clashes between metrics). */
  readonly issues: Issues;
}

/** A condition as written, still data; match/ compiles it. */
export interface RawCondition {
  readonly data: unknown;
  readonly origin: Origin;
}

export interface Config {
  readonly web: WebConfig;
  readonly state: StateConfig;
  readonly sources: readonly SourceConfig[];
}

export interface WebConfig {
  /** `host:port`; an empty host means every interface. */
  readonly listen: string;
  readonly telemetryPath: string;
  /** Whether OpenMetrics tells when each counter and histogram began. */
  readonly openmetricsCreated: boolean;
}

export interface StateConfig {
  readonly directory: string;
  /** Milliseconds. */
  readonly interval: number;
}

/** One source, with what its preset brings already merged in. */
export interface SourceConfig {
  readonly name: string;
  readonly origin: Origin;
  /** Paths and globs; `-` is standard input. Relative paths are relative to the working directory. */
  readonly files: readonly string[];
  /** Name of the preset, or undefined. */
  readonly preset: string | undefined;
  /** Value of the label `system`; empty when unknown. */
  readonly system: string;
  /** Tried in order for each line. Empty: to be recognised from the first lines. */
  readonly formats: readonly FormatConfig[];
  /** Field of the event's time. */
  readonly time: FieldPath | undefined;
  /** Field of the event's id, shown as exemplar. */
  readonly id: FieldPath | undefined;
  /** Names that stand for the first of several fields that is there. */
  readonly fields: ReadonlyMap<string, readonly FieldPath[]>;
  /** Events that meet it are counted as ignored. */
  readonly ignore: RawCondition | undefined;
  /** Fields (and everything below them) that must not become labels. */
  readonly secrets: readonly FieldPath[];
  readonly start: 'beginning' | 'end';
  /** Names of rotated files, see rotated-pattern.ts. */
  readonly rotated: readonly string[];
  readonly maxLineBytes: number;
  /** Milliseconds between two looks at the files. */
  readonly pollInterval: number;
  /** Those of the preset and those of exporter.yml that name this source, replaced by name. */
  readonly metrics: readonly MetricConfig[];
}

export type FormatConfig =
  | { readonly type: 'json'; readonly expand: FieldPath | undefined; readonly unwrap: readonly string[] }
  | {
      readonly type: 'regex';
      readonly patterns: readonly { readonly source: string; readonly path: IssuePath }[];
    }
  | { readonly type: 'logfmt' | 'syslog' | 'hclog' };

/** What a metric is: a number that events move, or one of the kinds that remember events. */
export type MetricType = 'counter' | 'gauge' | 'histogram' | MemoryConfig['kind'];

export interface MetricConfig {
  readonly name: string;
  readonly help: string;
  readonly type: MetricType;
  readonly origin: Origin;
  /** Undefined: every event. */
  readonly when: RawCondition | undefined;
  /** Counter: undefined is +1 for each event. Gauge: undefined is the event's time. Histogram: always there. */
  readonly value: ValueConfig | undefined;
  /** Of a histogram or a duration, else empty. */
  readonly buckets: readonly number[];
  readonly labels: readonly LabelConfig[];
  /** Series per source; for a streak and distinct values also the label sets that are remembered. */
  readonly limit: number;
  /** What is remembered between events; undefined for a counter, a gauge and a histogram. */
  readonly memory: MemoryConfig | undefined;
}

export type MemoryConfig = DurationConfig | StreakConfig | DistinctConfig | FirstSeenConfig | SecretsConfig;

/** The time between two events of the same key. */
export interface DurationConfig {
  readonly kind: 'duration';
  readonly from: RawCondition;
  readonly to: RawCondition;
  readonly key: readonly FieldPath[];
  /** Milliseconds between the two at most. */
  readonly timeout: number;
  /** Keys kept at most. */
  readonly remember: number;
}

/** How many events in a row met `when`. */
export interface StreakConfig {
  readonly kind: 'streak';
  readonly until: RawCondition;
  /** Streaks that become this long are counted. */
  readonly notifyAt: number | undefined;
}

/** How many different values there were in a sliding window. */
export interface DistinctConfig {
  readonly kind: 'distinct';
  readonly of: readonly FieldPath[];
  readonly windows: readonly WindowConfig[];
  /** By window as written: label sets that come to have so many are counted. */
  readonly notifyAt: ReadonlyMap<string, number>;
}

export interface WindowConfig {
  /** As written: the value of the label `window`. */
  readonly text: string;
  readonly milliseconds: number;
}

/** Combinations of values that were never there before. */
export interface FirstSeenConfig {
  readonly kind: 'first_seen';
  readonly of: readonly FieldPath[];
  /** Milliseconds from the first event on in which combinations are learned and not counted. */
  readonly learn: number;
  /** Combinations kept at most. */
  readonly remember: number;
}

/** Credentials in the raw lines. */
export interface SecretsConfig {
  readonly kind: 'secrets';
  /** The user's own, RE2. */
  readonly patterns: readonly { readonly name: string; readonly regex: string }[];
  /** Names of the built-in ones that are looked for; undefined: all of them. */
  readonly builtin: readonly string[] | undefined;
}

export interface ValueConfig {
  readonly field: FieldPath;
  /** Multiplied with the field's number to give the base unit; `timestamp` reads a time as seconds since the epoch. */
  readonly scale: number | 'timestamp';
}

/** One label. Exactly one of `field`, `label`, `cases`, `value` says where it comes from. */
export interface LabelConfig {
  readonly name: string;
  readonly origin: Origin;
  readonly field: FieldPath | undefined;
  /** Name of another label of the same metric, whose value this one is made from. */
  readonly label: string | undefined;
  /** The first condition that is met names the value. Met by none and without default: the event is not counted. */
  readonly cases: readonly { readonly value: string; readonly when: RawCondition }[] | undefined;
  readonly value: string | undefined;
  /** Part of a path split at `/`: from (0 = first, negative = from the end), up to but without `to`. */
  readonly segments: { readonly from: number; readonly to: number | undefined } | undefined;
  /** Prometheus relabel style, applied in order: anchored RE2, `$1` in the replacement. */
  readonly replace: readonly { readonly regex: string; readonly replacement: string }[];
  readonly lower: boolean;
  /** Name of a network, CIDR ranges; the first that holds the address. No match: the default. */
  readonly cidr: readonly { readonly name: string; readonly ranges: readonly string[] }[] | undefined;
  readonly map: ReadonlyMap<string, string> | undefined;
  /** Keyed hash in place of the value. */
  readonly hmac: HmacConfig | undefined;
  /** When the field is absent or empty, or nothing else matched. Undefined: the empty string. */
  readonly default: string | undefined;
  /** Known in advance: exposed at 0 from the start. */
  readonly values: readonly string[];
}

/** HMAC-SHA256, of which the first `length` hex digits are shown. */
export interface HmacConfig {
  /** As written. A new key in the same file is a rotation: series of the old key stay. */
  readonly keyFile: string;
  readonly key: Uint8Array;
  readonly length: number;
  /** Whether the value begins with the first 8 hex digits of the SHA-256 of the key, and a dash. */
  readonly keyId: boolean;
}
