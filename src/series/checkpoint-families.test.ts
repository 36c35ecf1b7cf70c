import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFormat } from '../expose/format.js';
import { renderText } from '../expose/render-text.js';
import { checkpointFamilies } from './checkpoint-families.js';

test('tells how checkpoints go and what the run started from', () => {
  const families = checkpointFamilies({
    ...{ writes: 3, failures: 2, lastSuccess: 1_763_700_000_500, bytes: 17, restored: 'previous' },
  });
  const samples = [...renderText(families, textFormat)].join('').replace(/^#.*\n/gm, '');
  assert.equal(
    samples.replaceAll('auditlog_exporter_checkpoint_', ''),
    `last_success_timestamp_seconds 1763700000.5
restored{from="current"} 0
restored{from="previous"} 1
restored{from="nothing"} 0
restored{from="failed"} 0
restored{from="off"} 0
size_bytes 17
writes_total{result="success"} 3
writes_total{result="failure"} 2
`,
  );
});
