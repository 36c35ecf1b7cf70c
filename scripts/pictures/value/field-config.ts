import type { FieldConfig, OverrideJson, PanelJson } from '../model/dashboard-json.js';

/** What overrides tell fields apart by. */
export interface FieldId {
  readonly name: string;
  readonly refId: string;
  readonly type: 'number' | 'string' | 'time';
}

/** What a panel says of one of its fields: its defaults, then each override that is for it, in their order. */
export function fieldConfigOf(panel: PanelJson, field: FieldId): FieldConfig {
  const { defaults = {}, overrides = [] } = panel.fieldConfig ?? {};
  const properties = overrides.filter((one) => isFor(one, field)).flatMap((one) => one.properties);
  return properties.reduce((config, { id, value }) => withValue(config, id.split('.'), value), defaults);
}

function isFor({ matcher }: OverrideJson, { name, refId, type }: FieldId): boolean {
  const { id, options } = matcher;
  if (id === 'byName') return options === name;
  if (id === 'byFrameRefID') return options === refId;
  if (id === 'byType') return options === type;
  if (id === 'byRegexp') return regexp(options).test(name);
  throw new Error(`overrides ${id} cannot be drawn`);
}

/** `/…/` or the expression as it is. */
function regexp(text: string): RegExp {
  return new RegExp(/^\/(.*)\/$/.exec(text)?.[1] ?? text);
}

function withValue<T extends object>(config: T, [key = '', ...rest]: readonly string[], value: unknown): T {
  if (rest.length === 0) return { ...config, [key]: value };
  const below = (config as Record<string, object | undefined>)[key] ?? {};
  return { ...config, [key]: withValue(below, rest, value) };
}
