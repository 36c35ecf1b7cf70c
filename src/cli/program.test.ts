import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { runProgram } from './program.js';

/** What the program says without a process around it. */
async function run(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await runProgram(args, { out, err, stdin: new PassThrough(), onSignal() {} });
  return { code, out: await text(out.end()), err: await text(err.end()) };
}

const wrong: readonly (readonly [args: readonly string[], message: string])[] = [
  [['--web.listen-adress=x'], 'unknown option "--web.listen-adress"; did you mean "--web.listen-address"?'],
  [['-v'], 'unknown option "-v"'],
  [['repaly'], 'unknown command "repaly", and no file of that name; did you mean "replay"?'],
  [
    ['help'],
    'unknown command "help", and no file of that name; there are: run, check, replay, presets, demo, simulate, notifications',
  ],
  [['--log.level'], 'option "--log.level" needs a value: --log.level=LEVEL'],
  [['--log.level='], 'option "--log.level" needs a value: --log.level=LEVEL'],
  [['--log.level=loud'], 'option "--log.level" must be one of debug, info, warn, error, found "loud"'],
  [['--log.format', 'xml'], 'option "--log.format" must be one of logfmt, json, found "xml"'],
  [['--web.enable-lifecycle=no'], 'option "--web.enable-lifecycle" takes no value, found "no"'],
  [['--config.file=a.yml', 'b.log'], 'give either --config.file or FILE…, not both'],
  [['--preset=vault-audit'], '--preset goes with FILE…'],
  [['check', 'a', 'b'], 'expected one file, found 2'],
  [['presets', 'a', 'b'], 'expected one name, found 2'],
  [['replay'], 'expected at least one file'],
  [['replay', '--preset=conjur', '--source=a', 'b'], 'give either --preset or --source, not both'],
  [['replay', '--config.file=a.yml', 'b'], '--config.file goes with --source=NAME'],
  [['replay', '-'], 'standard input cannot be recognised before it is read: add --preset=NAME'],
  [['demo', '--seed=-1'], 'option "--seed" must be a whole number from 0 to 4294967295, found "-1"'],
];

for (const [args, message] of wrong) {
  test(`${args.join(' ')}: ${message}`, async () => {
    const { code, out, err } = await run(args);
    assert.deepEqual([code, out], [2, '']);
    const [first, see] = err.split('\n');
    assert.equal(first, `auditlog-exporter: ${message}`);
    assert.match(see!, /^See auditlog-exporter (?:(?:check|presets|replay|demo) )?--help$/);
  });
}

test('help wins over everything else on the line, but not behind --', async () => {
  assert.equal((await run(['check', '--bogus', '-h'])).code, 0);
  assert.equal((await run(['presets', '--', '--help'])).code, 2);
});
