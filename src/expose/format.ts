/** An exposition format and the Content-Type that announces it. */
export interface Format {
  readonly name: 'text-0.0.4' | 'openmetrics-1.0.0';
  readonly contentType: string;
}

/** What every Prometheus reads: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export const textFormat: Format = {
  name: 'text-0.0.4',
  contentType: 'text/plain; version=0.0.4; charset=utf-8',
};

/** With exemplars and units: https://prometheus.io/docs/specs/om/open_metrics_spec/ */
export const openMetricsFormat: Format = {
  name: 'openmetrics-1.0.0',
  contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};
