import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startExporter, until } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';

interface Case {
  readonly name: string;
  /** In exporter.yml: the source's options, and a metric `audit_NAME_total` without its name. */
  readonly source: string;
  readonly metric: string;
  readonly log: readonly string[];
  /** Labels behind source and system, and value, of every series there must be. */
  readonly series: readonly string[];
  /** Lines: event, ignored, invalid. */
  readonly lines: readonly [number, number, number];
}

const event = (action: string, user: string) => JSON.stringify({ action, who: { name: user } });
const byUser = 'when: { action: read }, labels: { user: who.name }';

const cases: readonly Case[] = [
  {
    name: 'headed',
    source: 'format: json',
    metric: byUser,
    log: [
      `Nov 21 06:59:01 host app[4711]: ${event('read', 'ann')}`,
      `<134>1 2026-11-21T06:59:01Z host app 4711 - - ${event('read', 'ann')}`,
      `2026-11-21T06:59:01+01:00 host app: @cee: ${event('read', 'bob')}`,
      `@cee:${event('write', 'bob')}`,
      'Nov 21 06:59:01 host app[4711]: no JSON here',
    ],
    series: ['user="ann"} 2', 'user="bob"} 1'],
    lines: [3, 1, 1],
  },
  {
    name: 'wrapped',
    source: 'format: { type: json, unwrap: [message, MESSAGE, log] }, time: at',
    metric: byUser,
    log: [
      // Docker's json-file driver, rsyslog's template, syslog-ng's format-json.
      JSON.stringify({ log: `${event('read', 'ann')}\n`, stream: 'stdout', time: '2026-11-21T06:59:01Z' }),
      JSON.stringify({
        '@timestamp': '2026-11-21T06:59:01Z',
        host: 'h',
        message: ` ${event('read', 'b"ob')}`,
      }),
      JSON.stringify({ HOST: 'h', PROGRAM: 'app', MESSAGE: `app: ${event('read', 'ann')}` }),
      // Prose inside leaves the outer object; an object that was cut is no event.
      JSON.stringify({ message: 'started', action: 'read', who: { name: 'outer' } }),
      JSON.stringify({ message: event('read', 'cut').slice(0, 20) }),
    ],
    series: ['user="ann"} 2', 'user="b\\"ob"} 1', 'user="outer"} 1'],
    lines: [4, 0, 1],
  },
  {
    name: 'trail',
    source: 'format: { type: json, expand: Records }, time: eventTime, system: aws',
    metric: 'labels: { user: userIdentity.userName, error: { field: errorCode, default: none } }',
    log: [
      JSON.stringify({
        Records: [
          { eventTime: '2026-11-21T06:59:01Z', userIdentity: { userName: 'ann' } },
          { eventTime: '2026-11-21T06:59:02Z', userIdentity: { userName: 'bob' }, errorCode: 'AccessDenied' },
          { eventTime: '2026-11-21T06:59:03Z', userIdentity: { userName: 'ann' } },
        ],
      }),
      '{"Records":[]}',
      '{"userIdentity":{"userName":"alone"}}',
    ],
    series: [
      'user="ann",error="none"} 2',
      'user="bob",error="AccessDenied"} 1',
      'user="alone",error="none"} 1',
    ],
    lines: [2, 1, 0],
  },
  {
    name: 'pairs',
    source: 'format: logfmt',
    metric: 'when: { level: [warn, error] }, labels: { user: user, code: http.code }',
    log: [
      'ts=2026-11-21T06:59:01Z level=warn user="a \\"b\\"" http.code=403 msg="not allowed"',
      'level=error user=carl http.code=500',
      'level=info user=carl http.code=200',
      'no pair at all',
    ],
    series: ['user="a \\"b\\"",code="403"} 1', 'user="carl",code="500"} 1'],
    lines: [2, 1, 1],
  },
  {
    name: 'groups',
    source: `format: { type: regex, patterns: ['^(?P<ip>\\S+) (?P<user>\\S+) "(?P<verb>[A-Z]+) [^"]*" (?P<code>\\d{3})$', '^(?<verb>LOGIN) (?<user>\\w+)'] }`,
    metric: 'labels: { user: user, verb: verb, code: { field: code, default: "-" } }',
    log: ['10.0.0.1 ann "GET /a" 200', '10.0.0.1 ann "GET /b" 200', 'LOGIN bob from 10.0.0.2', 'LOGOUT bob'],
    series: ['user="ann",verb="GET",code="200"} 2', 'user="bob",verb="LOGIN",code="-"} 1'],
    lines: [3, 0, 1],
  },
  {
    name: 'classic',
    source: 'format: syslog',
    metric:
      'when: { message|contains: "Failed password" }, labels: { host: host, program: program, severity: { field: severity, default: "-" } }',
    log: [
      '<86>Nov 21 06:59:01 bastion sshd[311]: Failed password for root from 10.0.0.9',
      'Nov 21 06:59:02 bastion sshd[311]: Failed password for ann from 10.0.0.9',
      'Nov 21 06:59:03 bastion sshd[311]: Accepted password for ann',
    ],
    series: [
      'host="bastion",program="sshd",severity="info"} 1',
      'host="bastion",program="sshd",severity="-"} 1',
    ],
    lines: [2, 1, 0],
  },
  {
    name: 'structured',
    source: 'format: syslog',
    metric: `when: { '"action@43868".result': failure }, labels: { user: '"auth@43868".user', facility: facility, id: msgid }`,
    log: [
      '<84>1 2026-11-21T07:00:05.250Z - conjur 9a1e authn [action@43868 result="failure" operation="login"][auth@43868 user="a\\"b\\]"] denied',
      '<86>1 2026-11-21T07:00:06Z h conjur 9a1f authn [auth@43868 user="ann"][action@43868 result="success"] fine',
      '<86>1 2026-11-21T07:00:07Z h conjur 9a1f authn [auth@43868 user="cut',
    ],
    series: ['user="a\\"b]",facility="authpriv",id="authn"} 1'],
    lines: [1, 1, 1],
  },
  {
    name: 'quoted',
    source: 'format: json',
    metric: `labels: { decision: 'annotations."authorization.k8s.io/decision"', role: '"user@corp".roles', dotted: a.b }`,
    log: [
      '{"annotations":{"authorization.k8s.io/decision":"forbid"},"user@corp":{"roles":"admin"},"a.b":"literal"}',
      '{"annotations":{"authorization.k8s.io/decision":"allow"},"user@corp":{"roles":"dev"},"a":{"b":"nested"}}',
      '{"annotations":{"authorization":{"k8s":{"io/decision":"x"}}},"a":{"b":"nested"},"a.b":"literal"}',
    ],
    series: [
      'decision="forbid",role="admin",dotted="literal"} 1',
      'decision="allow",role="dev",dotted="nested"} 1',
      'decision="",role="",dotted="literal"} 1',
    ],
    lines: [3, 0, 0],
  },
];

const config = `state: { directory: ./state }
sources:
${cases.map(({ name, source }) => `  ${name}: { files: ${name}.log, ${source} }`).join('\n')}
metrics:
${cases.map(({ name, metric }) => `  - { name: audit_${name}_total, sources: [${name}], ${metric} }`).join('\n')}
`;

test('every format, from exporter.yml and a file to the exact series', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), config);
  for (const { name, log } of cases) writeFileSync(join(cwd, `${name}.log`), `${log.join('\n')}\n`);
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  const ready = async () => (await fetch(new URL('/-/ready', exporter.url))).status === 200;
  await until(ready, exporter.log);
  const shown = (await exporter.scrape()).split('\n');
  for (const { name, series, lines } of cases) {
    const system = name === 'trail' ? 'aws' : '';
    const head = `audit_${name}_total{source="${name}",system="${system}",`;
    assert.deepEqual(
      shown.filter((line) => line.startsWith(`audit_${name}_total`)).sort(),
      series.map((each) => head + each).sort(),
    );
    const counts = ['event', 'ignored', 'invalid'].map((result) =>
      shown.find((line) =>
        line.startsWith(`auditlog_exporter_lines_total{source="${name}",result="${result}"}`),
      ),
    );
    assert.deepEqual(
      counts.map((line) => Number(line?.split(' ').at(-1))),
      lines,
      name,
    );
  }
});
