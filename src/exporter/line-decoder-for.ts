import type { FormatConfig } from '../config/config.js';
import type { Plan } from '../decode/batch.js';
import { firstFitDecoder } from '../decode/first-fit-decoder.js';
import { hclogDecoder } from '../decode/hclog-decoder.js';
import { jsonDecoder } from '../decode/json-decoder.js';
import type { LineDecoder } from '../decode/line-decoder.js';
import { logfmtDecoder } from '../decode/logfmt-decoder.js';
import { regexDecoder } from '../decode/regex-decoder.js';
import { syslogDecoder } from '../decode/syslog-decoder.js';

/** The decoder of a source's formats, tried in order for each line. */
export function lineDecoderFor(formats: readonly FormatConfig[], plan: Plan): LineDecoder {
  // What stands inside an unwrapped line may be of any of the formats, but is not unwrapped once more.
  const inner = firstFitDecoder(formats.map((format) => decoderOf(format, plan, undefined)));
  return firstFitDecoder(formats.map((format) => decoderOf(format, plan, inner)));
}

function decoderOf(format: FormatConfig, plan: Plan, inner: LineDecoder | undefined): LineDecoder {
  switch (format.type) {
    case 'json':
      return inner === undefined
        ? jsonDecoder(plan, { expand: format.expand })
        : jsonDecoder(plan, { expand: format.expand, unwrap: format.unwrap, inner });
    case 'regex':
      return regexDecoder(
        plan,
        format.patterns.map(({ source }) => source),
      );
    case 'hclog':
      return hclogDecoder(plan);
    case 'logfmt':
      return logfmtDecoder(plan);
    case 'syslog':
      return syslogDecoder(plan);
  }
}
