import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { negotiate } from './negotiate.js';

const text = 'text/plain; version=0.0.4; charset=utf-8';
const openMetrics = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
const utf8 = `${openMetrics}; escaping=allow-utf-8`;
const protobuf = 'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited';

// [who sends it, Accept, Content-Type]
const cases: readonly [string, string | undefined, string][] = [
  ['no header', undefined, text],
  ['empty header', '', text],
  ['curl', '*/*', text],
  ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', text],
  [
    'Prometheus 2.24',
    'application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
    text,
  ],
  [
    'Prometheus 2.42',
    'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
    openMetrics,
  ],
  [
    'Prometheus 2.42 with native histograms',
    `${protobuf},application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1`,
    openMetrics,
  ],
  [
    'Prometheus 3',
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
    utf8,
  ],
  [
    'Prometheus 3, protobuf first',
    `${protobuf};escaping=allow-utf-8;q=0.7,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2`,
    utf8,
  ],
  [
    'Prometheus 3, legacy names',
    'application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.5,text/plain;version=0.0.4;q=0.4,*/*;q=0.1',
    `${openMetrics}; escaping=underscores`,
  ],
  [
    'Prometheus 3, text first',
    'text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.5,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.4,*/*;q=0.3',
    text,
  ],
  ['escaping with text 0.0.4', 'text/plain;version=0.0.4;escaping=dots', text],
  ['escaping in another clause', 'text/plain;escaping=dots;q=0.1,application/openmetrics-text', openMetrics],
  ['unknown escaping', 'application/openmetrics-text;version=1.0.0;escaping="x\r\ny"', openMetrics],
  ['no version', 'application/openmetrics-text', openMetrics],
  ['quoted version', 'application/openmetrics-text;version="1.0.0";charset=utf-8', openMetrics],
  ['OpenMetrics 2.0 alone', 'application/openmetrics-text;version=2.0.0', text],
  [
    'capitals',
    'Application/OpenMetrics-Text;Version=1.0.0;Escaping=values',
    `${openMetrics}; escaping=values`,
  ],
  ['equal qualities, text first', 'text/plain,application/openmetrics-text', text],
  ['equal qualities, OpenMetrics first', 'application/openmetrics-text,text/plain', openMetrics],
  ['quality before order', 'text/plain;q=0.4,application/openmetrics-text;q=0.5', openMetrics],
  ['any text', 'text/*', text],
  ['any application', 'application/*', openMetrics],
  ['a specific refusal before the wildcard', '*/*,text/plain;q=0', openMetrics],
  ['a specific quality before the wildcard', '*/*;q=0.9,text/plain;q=0.1', openMetrics],
  ['everything refused', '*/*;q=0', text],
  ['only what we do not have', 'application/json', text],
  ['quality that cannot be read', 'application/openmetrics-text;q=high', text],
  ['garbage', ';;,"/=,text', text],
];

for (const [name, accept, contentType] of cases) {
  test(`content type for ${name}`, () => assert.equal(negotiate(accept).contentType, contentType));
}

test('the content type is one of ours whatever the header says', () => {
  const word = fc.constantFrom(
    ...['application/openmetrics-text', 'text/plain', '*/*', 'text/*', ';', ',', '=', '"', '\\', '\r\n'],
    ...['version', '1.0.0', '0.0.4', 'escaping', 'dots', 'values', 'q', '0.5', ' ', 'x'],
  );
  const known =
    /^(?:text\/plain; version=0\.0\.4|application\/openmetrics-text; version=1\.0\.0); charset=utf-8/;
  fc.assert(
    fc.property(fc.array(word, { maxLength: 40 }), (words) => {
      const format = negotiate(words.join(''));
      assert.match(format.contentType, known);
      assert.match(format.contentType.replace(known, ''), /^(?:; escaping=(?:dots|values))?$/);
      assert.equal(format.name.startsWith('text'), format.contentType.startsWith('text'));
    }),
  );
});
