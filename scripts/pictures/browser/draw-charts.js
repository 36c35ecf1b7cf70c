// Draws every graph of a page with uPlot, as its spec says (draw/chart-spec.ts). Runs in the browser.

const axisStyle = {
  stroke: '#ccccdc',
  font: '12px "Liberation Sans", sans-serif',
  grid: { stroke: 'rgba(240, 250, 255, 0.07)', width: 1 },
  ticks: { show: false },
};

/** An axis with these ticks and no others. */
function axis(ticks, size, side) {
  const texts = new Map(ticks.map(({ at, text }) => [at, text]));
  return {
    ...axisStyle,
    side,
    size,
    gap: 6,
    splits: () => ticks.map(({ at }) => at),
    values: (_, splits) => splits.map((at) => texts.get(at)),
  };
}

function seriesOf({ draw, stroke, lineWidth, fill }) {
  const paths = draw === 'bars' ? uPlot.paths.bars({ size: [0.8, 60] }) : uPlot.paths.linear();
  return { stroke, width: lineWidth, fill, paths, points: { show: false }, spanGaps: false };
}

/** Dashed lines where the thresholds are. */
function drawLimits(plot, limits) {
  const { ctx, bbox } = plot;
  ctx.save();
  for (const { at, color } of limits) {
    const y = Math.round(plot.valToPos(at, 'y', true));
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.strokeStyle = color;
    ctx.lineWidth = 2;
    ctx.setLineDash([10, 10]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

for (const element of document.querySelectorAll('.chart')) {
  const spec = JSON.parse(element.dataset.spec);
  const options = {
    width: spec.width,
    height: spec.height,
    pxAlign: 1,
    padding: [8, 20, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: { x: { time: true, range: () => spec.x }, y: { range: () => spec.y } },
    axes: [axis(spec.xTicks, 26, 2), axis(spec.yTicks, spec.axisWidth, 3)],
    series: [{}, ...spec.series.map(seriesOf)],
    bands: spec.bands.map(({ upper, lower, fill }) => ({ series: [upper + 1, lower + 1], fill })),
    hooks: { draw: [(plot) => drawLimits(plot, spec.limits)] },
  };
  const data = [spec.times, ...spec.series.map(({ values }) => values)];
  new uPlot(options, data, element);
}
