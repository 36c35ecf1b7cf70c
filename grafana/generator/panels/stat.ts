import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
  VizOrientation,
} from '@grafana/grafana-foundation-sdk/common';
import { MappingType, SpecialValueMatch } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { finish, type PanelOptions, type SizedPanel } from './panel.js';
import { neutral } from './thresholds.js';

/** One number, its colour by its thresholds: the whole panel when it has some, else the number. */
export function stat(options: PanelOptions & { readonly trend?: boolean }): SizedPanel {
  const { thresholds = neutral, trend = false } = options;
  const builder = new PanelBuilder()
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .colorMode(thresholds === neutral ? BigValueColorMode.Value : BigValueColorMode.Background)
    .graphMode(trend ? BigValueGraphMode.Area : BigValueGraphMode.None)
    .textMode(BigValueTextMode.Value)
    // Without an answer, or with a share of nothing, there is neither good nor bad.
    .mappings([
      {
        type: MappingType.SpecialValue,
        options: { match: SpecialValueMatch.NullAndNan, result: { text: options.empty, color: '#808080' } },
      },
    ])
    .orientation(VizOrientation.Auto);
  return finish(builder, { height: 3, ...options, thresholds });
}
