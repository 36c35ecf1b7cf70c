import { colorNames } from '../value/colors.js';
import { unitNames } from '../value/units.js';
import type { Rules } from './rules.js';

/** What `fieldConfig.defaults` and the properties of overrides may say. */
export const fieldRules: Rules = {
  unit: unitNames,
  decimals: 'drawn',
  min: 'drawn',
  max: 'drawn',
  noValue: 'drawn',
  'color.fixedColor': colorNames,
  'thresholds.mode': ['absolute'],
  'thresholds.steps[].value': 'drawn',
  'thresholds.steps[].color': colorNames,
  'mappings[].type': ['value', 'special'],
  'mappings[].options.match': ['null', 'nan', 'null+nan'],
  'mappings[].options.*': 'drawn',
};

const byValue: Rules = { 'color.mode': ['fixed', 'thresholds'] };

/** What each type of panel has of its own: where its colours come from, and `custom`. */
export const customRules: Readonly<Record<string, Rules>> = {
  stat: byValue,
  bargauge: byValue,
  timeseries: {
    'color.mode': ['fixed', 'palette-classic'],
    'custom.axisSoftMin': 'drawn',
    'custom.axisSoftMax': 'drawn',
    'custom.drawStyle': ['line', 'bars'],
    'custom.fillOpacity': 'drawn',
    'custom.lineWidth': 'drawn',
    'custom.showPoints': ['never'],
    'custom.stacking.group': ['A'],
    'custom.stacking.mode': ['normal', 'none'],
    'custom.thresholdsStyle.mode': ['dashed', 'off'],
  },
  'state-timeline': {
    'color.mode': ['fixed', 'thresholds', 'palette-classic'],
    'custom.fillOpacity': 'drawn',
    'custom.lineWidth': [0],
  },
  table: {
    ...byValue,
    'custom.align': ['auto', 'left', 'right'],
    'custom.cellOptions.type': ['auto', 'gauge', 'color-text', 'color-background'],
    'custom.cellOptions.mode': ['basic'],
    'custom.cellOptions.valueDisplayMode': ['text'],
    'custom.filterable': 'unseen',
    'custom.inspect': 'unseen',
    'custom.minWidth': 'drawn',
    'custom.width': 'drawn',
  },
  heatmap: { 'custom.*': 'unseen' },
};
