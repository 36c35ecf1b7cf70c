import type { Family } from '../series/family.js';

/** Who asks for the metrics. */
export interface Scrape {
  /** IP address of the peer. */
  readonly address: string;
  readonly userAgent: string;
  /** Header `X-Prometheus-Scrape-Timeout-Seconds`; undefined for a client that is no Prometheus server. */
  readonly timeoutSeconds: number | undefined;
}

/** The metrics must not be shown now: answered with 503, so that the server stores nothing. */
export interface Unavailable {
  readonly unavailable: { readonly retryAfterSeconds: number; readonly message: string };
}

/** Families together with the wish to know whether the client got all of them. */
export interface TrackedFamilies {
  readonly families: Iterable<Family>;
  /** Called before anything that was made of the families is handed to the network. */
  readonly showing?: () => void;
  /** Called once: true when everything was handed to the network, false for HEAD and broken connections. */
  readonly delivered: (complete: boolean) => void;
}

export type MetricsAnswer = Iterable<Family> | TrackedFamilies | Unavailable;
/** Where the metrics of one scrape come from. */
export type MetricsSource = (scrape: Scrape) => MetricsAnswer | Promise<MetricsAnswer>;
