import { Html } from '../../../src/web/html.js';

export const panelGround = '#181b1f';

/** Dark, with the fonts that Debian has. */
export const pageStyle = new Html(`
* { box-sizing: border-box; }
body { margin: 0; background: #111217; color: #ccccdc; font: 13px/1.4 "Liberation Sans", "DejaVu Sans", sans-serif; }
header { display: flex; align-items: center; gap: 10px; height: 48px; padding: 0 16px; background: ${panelGround};
  border-bottom: 1px solid #2c2f36; }
header h1 { margin: 0; font-size: 17px; font-weight: 500; }
header .note { margin-left: auto; padding: 4px 10px; border-radius: 12px; background: #3d2a12; color: #ffb357; font-size: 12px; }
nav { display: flex; gap: 8px; align-items: center; height: 44px; padding: 0 16px; }
nav .variable { border: 1px solid #2c2f36; border-radius: 3px; overflow: hidden; background: #111217; font-size: 12px; }
nav .variable b { display: inline-block; padding: 5px 8px; background: ${panelGround}; font-weight: 500; }
nav .variable span { display: inline-block; padding: 5px 8px; }
nav .link { color: #8e8ea0; font-size: 12px; }
nav .time { margin-left: auto; padding: 5px 10px; border: 1px solid #2c2f36; border-radius: 3px; font-size: 12px; }
main { position: relative; margin: 0 16px; }
section { position: absolute; background: ${panelGround}; border: 1px solid #25272c; border-radius: 3px; overflow: hidden; }
section > h2 { display: flex; gap: 6px; align-items: center; margin: 0; height: 32px; padding: 0 10px; font-size: 13.5px;
  font-weight: 500; white-space: nowrap; overflow: hidden; }
section > h2 .info { color: #6e7180; font-size: 11px; border: 1px solid #4a4d58; border-radius: 50%; width: 14px;
  height: 14px; line-height: 12px; text-align: center; font-style: italic; font-family: "Liberation Serif", serif; flex: none; }
section > .content { padding: 0 8px 8px; overflow: hidden; position: relative; }
section.row { background: none; border: 0; }
section.row > h2 { font-size: 15px; padding: 0 2px; }
section.row > h2 .count { color: #8e8ea0; font-size: 12px; font-style: italic; }
.nothing { margin: 0; height: 100%; display: flex; align-items: center; justify-content: center; color: #9fa1b0; text-align: center; }
.stats { display: flex; gap: 4px; height: 100%; }
.stat { position: relative; flex: 1; display: flex; align-items: center; justify-content: center; border-radius: 3px; overflow: hidden; }
.stat.graphed { align-items: flex-start; padding-top: 10px; }
.stat .number { position: relative; text-align: center; font-weight: 500; line-height: 1.15; }
.stat .name { display: block; font-size: 13px; }
.sparkline { position: absolute; left: 0; bottom: 0; }
.bars { display: flex; flex-direction: column; justify-content: center; overflow: hidden; }
.bar { display: flex; align-items: stretch; gap: 10px; flex: none; }
.bar > * { display: flex; align-items: center; font-size: 14px; white-space: nowrap; overflow: hidden; }
.bar .track { flex: 1; background: #22252b; border-radius: 2px; }
.bar .track i { display: block; height: 100%; border-right: 2px solid; }
.bar .value { justify-content: flex-end; font-weight: 500; }
table { border-collapse: collapse; }
table.rows { table-layout: fixed; font-size: 13px; }
table.rows th { color: #6e9fff; font-weight: 500; text-align: left; padding: 5px 8px; border-bottom: 1px solid #2c2f36; white-space: nowrap; }
table.rows td { padding: 5px 8px; height: 30px; border-bottom: 1px solid #22252b; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; }
table.rows .right { text-align: right; }
td.gauge .track { display: inline-block; vertical-align: middle; width: calc(100% - 52px); height: 16px; background: #22252b; }
td.gauge .track i { display: block; height: 100%; }
td.gauge b { display: inline-block; width: 50px; text-align: right; font-weight: 500; }
.graph { display: flex; flex-direction: column; height: 100%; }
.graph.right { flex-direction: row; gap: 8px; }
.legend { overflow: hidden; font-size: 12px; }
.legend table { width: 100%; }
.legend td, .legend th { height: 20px; padding: 0 6px; text-align: right; border-bottom: 1px solid #22252b; font-weight: 400;
  font-variant-numeric: tabular-nums; white-space: nowrap; }
.legend th { color: #6e9fff; }
.legend .name { text-align: left; }
.legend i { display: inline-block; width: 14px; height: 4px; border-radius: 2px; margin-right: 7px; vertical-align: middle; }
.legend .list { display: flex; flex-wrap: wrap; column-gap: 14px; padding-top: 2px; }
.legend .list span { height: 20px; white-space: pre; }
svg text { font: 12px "Liberation Sans", sans-serif; fill: #ccccdc; }
.markdown { font-size: 14px; line-height: 1.5; }
.markdown h3 { margin: 12px 0 6px; font-weight: 500; } .markdown .level-1 { font-size: 22px; } .markdown .level-2 { font-size: 18px; }
.markdown p { margin: 0 0 9px; } .markdown ul, .markdown ol { margin: 0 0 9px; padding-left: 24px; }
.markdown pre, .markdown code { background: #22252b; border-radius: 3px; font: 12.5px/1.45 "DejaVu Sans Mono", monospace; }
.markdown pre { margin: 0 0 9px; padding: 8px 10px; white-space: pre-wrap; } .markdown code { padding: 1px 4px; }
.markdown a { color: #6e9fff; } .markdown th, .markdown td { border: 1px solid #2c2f36; padding: 4px 10px; text-align: left; }
.u-legend { display: none; }
`);
