import { parser } from '@prometheus-io/lezer-promql';
import type { PromqlMatcher } from '../promql.js';

export interface ParsedSelector {
  readonly metric: string;
  readonly matchers: readonly PromqlMatcher[];
  /** As in `[5m]`, without the brackets; undefined for an instant vector. */
  readonly range: string | undefined;
  /** The function that is called with it; undefined when none is, or something is between them. */
  readonly call: string | undefined;
}

export interface ParsedPromql {
  /** Where it cannot be understood. */
  readonly errorAt: number | undefined;
  readonly selectors: readonly ParsedSelector[];
  /** Labels of by, without, on, ignoring, group_left and group_right. */
  readonly labels: readonly string[];
}

type Node = ReturnType<typeof parser.parse>['topNode'];

/** Parses an expression with the parser of Prometheus' own editor. Grafana's variables must have been replaced. */
export function parsePromql(expression: string): ParsedPromql {
  const selectors: ParsedSelector[] = [];
  const labels: string[] = [];
  let errorAt: number | undefined;
  parser.parse(expression).iterate({
    enter: ({ name, type, from, node }) => {
      if (type.isError) errorAt ??= from;
      if (name === 'VectorSelector') selectors.push(selectorOf(node, expression));
      if (name === 'GroupingLabels')
        labels.push(...node.getChildren('LabelName').map((one) => textOf(one, expression)));
    },
  });
  return { errorAt, selectors, labels };
}

function selectorOf(node: Node, expression: string): ParsedSelector {
  const matrix = node.parent?.name === 'MatrixSelector' ? node.parent : null;
  const duration = matrix?.getChild('DurationExpr') ?? null;
  const name = node.getChild('Identifier');
  return {
    metric: name === null ? '' : textOf(name, expression),
    matchers: (node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).flatMap((one) =>
      matcherOf(one, expression),
    ),
    range: duration === null ? undefined : textOf(duration, expression),
    call: callOf(matrix ?? node, expression),
  };
}

/** Empty for one that cannot be understood. */
function matcherOf(node: Node, expression: string): PromqlMatcher[] {
  const parts = ['LabelName', 'MatchOp', 'StringLiteral'].map((name) => node.getChild(name));
  if (parts.includes(null)) return [];
  const [label, operator, value] = parts.map((part) => textOf(part!, expression));
  return [
    { label: label!, operator: operator as PromqlMatcher['operator'], value: JSON.parse(value!) as string },
  ];
}

/** `@` and `offset` may stand between a function and what it is called with. */
function callOf(node: Node, expression: string): string | undefined {
  let body = node.parent;
  while (body?.name === 'StepInvariantExpr' || body?.name === 'OffsetExpr') body = body.parent;
  if (body?.name !== 'FunctionCallBody' || body.parent?.name !== 'FunctionCall') return undefined;
  return textOf(body.parent.getChild('FunctionIdentifier')!, expression);
}

function textOf(node: Node, expression: string): string {
  return expression.slice(node.from, node.to);
}
