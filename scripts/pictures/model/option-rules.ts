import { calcNames } from '../value/calcs.js';
import type { Rules } from './rules.js';

const reduced: Rules = {
  'options.reduceOptions.calcs[]': calcNames,
  'options.reduceOptions.values': [false],
  'options.reduceOptions.fields': [''],
};
const noLegend: Rules = {
  'options.legend.showLegend': [false],
  'options.legend.displayMode': 'unseen',
  'options.legend.placement': 'unseen',
};

/** `options` of each type of panel that can be drawn. */
export const optionRules: Readonly<Record<string, Rules>> = {
  row: {},
  text: { 'options.mode': ['markdown'], 'options.content': 'drawn' },
  stat: {
    ...reduced,
    'options.colorMode': ['value', 'background', 'none'],
    'options.graphMode': ['none', 'area'],
    'options.justifyMode': ['auto'],
    'options.orientation': ['auto', 'horizontal'],
    'options.percentChangeColorMode': 'unseen',
    'options.showPercentChange': [false],
    'options.textMode': ['value', 'name', 'value_and_name'],
    'options.wideLayout': [true],
  },
  bargauge: {
    ...reduced,
    ...noLegend,
    'options.displayMode': ['basic'],
    'options.maxVizHeight': 'drawn',
    'options.minVizHeight': 'drawn',
    'options.minVizWidth': 'unseen',
    'options.namePlacement': ['left'],
    'options.orientation': ['horizontal'],
    'options.showUnfilled': [true],
    'options.sizing': ['auto'],
    'options.valueMode': ['color', 'text'],
  },
  table: {
    'options.cellHeight': ['sm'],
    'options.footer.*': 'unseen',
    'options.footer.show': [false],
    'options.frameIndex': [0],
    'options.showHeader': [true],
    'options.showTypeIcons': 'unseen',
    'options.sortBy[].displayName': 'drawn',
    'options.sortBy[].desc': 'drawn',
  },
  timeseries: {
    'options.legend.calcs[]': calcNames,
    'options.legend.displayMode': ['table', 'list'],
    'options.legend.placement': ['bottom', 'right'],
    'options.legend.showLegend': [true, false],
    'options.tooltip.*': 'unseen',
  },
  'state-timeline': {
    ...noLegend,
    'options.alignValue': ['left'],
    'options.mergeValues': 'drawn',
    'options.perPage': 'drawn',
    'options.rowHeight': 'drawn',
    'options.showValue': ['auto', 'never'],
    'options.tooltip.*': 'unseen',
  },
  heatmap: {
    'options.calculate': [false],
    'options.cellGap': 'drawn',
    'options.color.mode': ['scheme'],
    'options.color.scheme': ['Oranges'],
    'options.color.exponent': 'drawn',
    'options.color.steps': 'unseen',
    'options.color.fill': 'unseen',
    'options.color.reverse': [false],
    'options.color.scale': 'unseen',
    'options.exemplars.*': 'unseen',
    'options.filterValues.le': 'drawn',
    'options.legend.show': [true, false],
    'options.rowsFrame.layout': ['auto'],
    'options.tooltip.*': 'unseen',
    'options.yAxis.axisPlacement': ['left'],
    'options.yAxis.unit': 'drawn',
    'options.yAxis.reverse': [false],
    'options.selectionMode': 'unseen',
    // Grafana shows them on large cells only, and ours are small.
    'options.showValue': ['auto', 'never'],
  },
};
