import type { Section } from '../layout.js';
import { stat } from '../panels/stat.js';
import { mustBeZero, rising, shouldBeZero } from '../panels/thresholds.js';
import { inRange, perSecond, series } from '../promql.js';
import { graph, now } from '../target.js';

const size = { width: 3, empty: 'no exporter answers' };
const up = series('auditlog_exporter_source_up');
const checkpoint = series('auditlog_exporter_checkpoint_last_success_timestamp_seconds');
const reload = series('auditlog_exporter_config_last_reload_successful');
/** Targets of the jobs that had an exporter in the time range: a target that is down tells nothing but that. */
const targets = `${series('up')} and on (job) last_over_time(${series('auditlog_exporter_build_info')}[$__range])`;

/** Whether all is read, and kept. */
export function exporterGlance(): Section {
  return { panels: [...running(), ...complete()] };
}

function running() {
  return [
    stat({
      ...size,
      title: 'Exporters down',
      description:
        'Targets that Prometheus cannot scrape, of the jobs that had an exporter in the time range. Nobody watches their logs. For the first minutes after a long stop an exporter answers 503.',
      targets: [now(`count(${targets}) - sum(${targets})`)],
      thresholds: mustBeZero,
      alerts: ['AuditExporterDown'],
    }),
    stat({
      ...size,
      title: 'Logs read',
      description: 'Sources that can be read now.',
      targets: [now(`sum(${up})`)],
      thresholds: [
        [null, 'red'],
        [1, 'green'],
      ],
      alerts: ['AuditSourceUnreadable'],
    }),
    stat({
      ...size,
      title: 'Unreadable logs',
      description:
        'Sources of which no file is there and readable. Which: see *Sources, when they could be read*.',
      targets: [now(`count(${up}) - sum(${up})`)],
      thresholds: mustBeZero,
      alerts: ['AuditSourceUnreadable', 'AuditSourceNeverRead'],
    }),
    stat({
      ...size,
      title: 'Waiting to be read',
      description:
        'Bytes of all logs that are not read yet. Some are always on the way; many mean that the exporter does not keep up.',
      unit: 'bytes',
      targets: [graph(`sum(${series('auditlog_exporter_lag_bytes')})`)],
      thresholds: rising(8 * 1024 ** 2, 64 * 1024 ** 2),
      alerts: ['AuditExporterLagging'],
    }),
    stat({
      ...size,
      title: 'Lines per second',
      description: 'Lines of all logs that are read, now.',
      unit: 'cps',
      decimals: 1,
      targets: [graph(perSecond('auditlog_exporter_lines_total'))],
      trend: true,
    }),
    stat({
      ...size,
      title: 'Checkpoint age',
      description:
        'Time since the oldest last checkpoint of all exporters. One is written only when something changed: old is bad while lines are read. Exporters that keep none are left out.',
      unit: 's',
      decimals: 1,
      targets: [now(`max(time() - (${checkpoint} > 0))`)],
      thresholds: rising(60, 900),
      empty: 'none yet, or none kept',
      alerts: ['AuditExporterCheckpointFailing'],
    }),
    stat({
      ...size,
      title: 'Failed checkpoints',
      description:
        'Checkpoints that could not be written in the time range. After a restart the exporter goes on from the last good one.',
      targets: [now(inRange('auditlog_exporter_checkpoint_writes_total', 'result="failure"'))],
      thresholds: shouldBeZero,
      alerts: ['AuditExporterCheckpointFailing'],
    }),
    stat({
      ...size,
      title: 'Refused reloads',
      description: 'Exporters whose last reload failed: they go on with what they had.',
      targets: [now(`count(${reload}) - sum(${reload})`)],
      thresholds: mustBeZero,
      alerts: ['AuditExporterConfigReloadFailed'],
    }),
  ];
}

function complete() {
  return [
    stat({
      ...size,
      title: 'Gaps',
      description:
        'Times that a part of a log was gone before it could be read. What happened in it is not counted.',
      targets: [now(inRange('auditlog_exporter_gaps_total'))],
      thresholds: mustBeZero,
      alerts: ['AuditLogGap'],
    }),
    stat({
      ...size,
      title: 'Bytes lost in gaps',
      description: 'Bytes that are known to be lost; a gap of which nothing is known is none of them.',
      unit: 'bytes',
      targets: [now(inRange('auditlog_exporter_gap_bytes_total'))],
      thresholds: mustBeZero,
      alerts: ['AuditLogGap'],
    }),
    stat({
      ...size,
      title: 'Invalid lines',
      description:
        'Lines that are not of the format of their log. A few come of a broken writer; many of a wrong preset.',
      targets: [now(inRange('auditlog_exporter_lines_total', 'result="invalid"'))],
      thresholds: rising(1, 10),
      alerts: ['AuditLinesInvalid'],
    }),
    stat({
      ...size,
      title: 'Lines too long',
      description:
        'Lines that were skipped because they are longer than `max_line_bytes`. Somebody could hide an event in one.',
      targets: [now(inRange('auditlog_exporter_lines_total', 'result="too_long"'))],
      thresholds: mustBeZero,
      alerts: ['AuditLinesTooLong'],
    }),
    stat({
      ...size,
      title: 'Stale writers',
      description:
        'Files that were renamed or deleted and are still written to: a program missed its SIGHUP.',
      targets: [now(`sum(${series('auditlog_exporter_stale_writer_files')})`)],
      thresholds: shouldBeZero,
      alerts: ['AuditStaleWriter'],
    }),
    stat({
      ...size,
      title: 'Overflowed events',
      description:
        'Events that went into `__other__` because their metric is full. Sums are right, labels are missing. Which metric: see *Series against their limit*.',
      targets: [now(inRange('auditlog_exporter_overflow_total'))],
      thresholds: shouldBeZero,
      alerts: ['AuditSeriesOverflow'],
    }),
    stat({
      ...size,
      title: 'Entries forgotten',
      description:
        'What metrics with a memory forgot for want of room: streaks and new addresses may be missed. Which: see *Memory against its limit*.',
      targets: [now(inRange('auditlog_exporter_memory_forgotten_total'))],
      thresholds: shouldBeZero,
      alerts: ['AuditMemoryForgotten'],
    }),
    stat({
      ...size,
      title: 'Bad values',
      description:
        'Events that a histogram or gauge could not count because their value is not a usable number.',
      targets: [now(inRange('auditlog_exporter_bad_values_total'))],
      thresholds: shouldBeZero,
    }),
  ];
}
