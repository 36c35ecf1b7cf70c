import { builtinNames } from '../../memory/secrets/builtin-names.js';
import type { MapNode } from '../document/node.js';
import { unknownWord } from '../schema/choice.js';
import type { ObjectOf } from '../schema/object.js';
import type { At } from '../schema/schema.js';
import type { memoryKeys } from './memory-keys.js';

type Rule = Partial<ObjectOf<typeof memoryKeys>>;

/** Each window doubles the work of every event. */
const MAX_WINDOWS = 8;

/** What the keys of a metric that remembers events cannot tell one by one. */
export function checkMemory(rule: Rule, type: string, at: At & { node: MapNode }): void {
  checkFields(rule.key, 'key', at);
  checkFields(rule.of, 'of', at);
  if (type === 'distinct') {
    checkWindows(rule, at);
    refuseLabel('window', type, at);
  }
  if (type === 'streak' && rule.notify_at instanceof Map) {
    at.file.issues.add([...at.path, 'notify_at'], 'expected a number, found a map: a streak has no windows');
  }
  if (type === 'secrets') checkPatterns(rule, at);
}

function checkFields(fields: Rule['of'], key: string, { path, file }: At): void {
  const seen = new Set<string>();
  for (const [index, { text }] of (fields ?? []).entries()) {
    if (seen.has(text))
      file.issues.add([...path, key, index], `expected different fields, found ${text} twice`);
    seen.add(text);
  }
}

function checkWindows({ windows, notify_at: notifyAt }: Rule, { path, file }: At): void {
  const texts = (windows ?? [{ text: '1h', milliseconds: 3_600_000 }]).map(({ text }) => text);
  const seen = new Map<number, string>();
  for (const [index, { text, milliseconds }] of (windows ?? []).entries()) {
    const before = seen.get(milliseconds);
    if (before === undefined) seen.set(milliseconds, text);
    else
      file.issues.add([...path, 'windows', index], `expected different windows, found ${before} and ${text}`);
  }
  if (texts.length > MAX_WINDOWS) {
    file.issues.add([...path, 'windows'], `expected ${MAX_WINDOWS} windows at most, found ${texts.length}`);
  }
  if (!(notifyAt instanceof Map)) return;
  for (const window of notifyAt.keys()) {
    if (texts.includes(window)) continue;
    file.issues.add([...path, 'notify_at', window], unknownWord('window', window, texts), { atKey: true });
  }
}

/** The metric sets this label itself. */
function refuseLabel(name: string, type: string, { node, path, file }: At & { node: MapNode }): void {
  const labels = node.entries.get('labels')?.value;
  if (labels?.kind !== 'map' || !labels.entries.has(name)) return;
  const message = `"${name}" cannot be a label: a ${type} metric sets it itself; choose another name`;
  file.issues.add([...path, 'labels', name], message, { atKey: true });
}

function checkPatterns({ patterns, builtin }: Rule, { path, file }: At): void {
  if (builtin === false && patterns === undefined) {
    file.issues.add([...path, 'builtin'], 'nothing is looked for: add "patterns", or use the built-in ones');
  }
  const used: readonly string[] = builtin === false ? [] : Array.isArray(builtin) ? builtin : builtinNames;
  for (const name of patterns?.keys() ?? []) {
    if (!used.includes(name)) continue;
    const message = `"${name}" is a built-in pattern already; choose another name`;
    file.issues.add([...path, 'patterns', name], message, { atKey: true });
  }
}
