import type { SourceConfig } from '../config/config.js';
import { type FieldPath, parseFieldPath } from '../config/field-path.js';
import type { Plan } from '../decode/batch.js';
import type { Condition } from '../match/condition.js';

/** What matters of a source here. */
type FieldsOfSource = Pick<SourceConfig, 'fields' | 'time' | 'id'>;

/** The fields that the rules of one source name, and the columns they get. */
export class SourceFields {
  readonly plan: Plan;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #raws: ReadonlyMap<string, readonly number[]>;

  /** `shown`: fields whose values go through the dictionary; `keys`: fields that are read raw, all different as they are. */
  constructor(
    source: FieldsOfSource,
    conditions: readonly Condition[],
    shown: readonly FieldPath[],
    keys: readonly FieldPath[] = [],
  ) {
    const needs = new Needs(source.fields);
    for (const condition of conditions) needs.addCondition(condition);
    for (const path of shown) needs.addShown(path.text);
    const aliases = [...needs.aliases];
    const paths = new Map<string, FieldPath>();
    for (const text of needs.direct) addPath(paths, text);
    for (const alias of aliases) for (const path of source.fields.get(alias)!) paths.set(path.text, path);
    const columnOfPath = new Map([...paths.keys()].map((text, column) => [text, column]));
    const raws = new RawColumns(source.fields);
    // Time and id are read raw: nearly every event has one of its own.
    const [times, ids] = [raws.add(source.time), raws.add(source.id)];
    this.#raws = new Map(keys.map((key) => [key.text, raws.add(key)]));
    this.plan = {
      columns: [...paths.values()],
      raws: raws.paths,
      times,
      ids,
      presence: new Set([...needs.presenceOnly(aliases)].map((text) => columnOfPath.get(text)!)),
      aliases: aliases.map((alias) => source.fields.get(alias)!.map(({ text }) => columnOfPath.get(text)!)),
    };
    this.#columns = new Map([
      ...[...needs.direct].map((text) => [text, columnOfPath.get(text)!] as const),
      ...aliases.map((alias, i) => [alias, paths.size + i] as const),
    ]);
  }

  /** The column of a field given by its canonical text. */
  column(field: string): number {
    return this.#columns.get(field)!;
  }

  /** The raw columns of a field of `keys`, given by its canonical text: the first that is there counts. */
  raws(field: string): readonly number[] {
    return this.#raws.get(field)!;
  }
}

class Needs {
  readonly direct = new Set<string>();
  readonly aliases = new Set<string>();
  readonly #fields: ReadonlyMap<string, readonly FieldPath[]>;
  readonly #valued = new Set<string>();

  constructor(fields: ReadonlyMap<string, readonly FieldPath[]>) {
    this.#fields = fields;
  }

  addCondition(condition: Condition): void {
    if (condition.op === 'and' || condition.op === 'or')
      for (const part of condition.of) this.addCondition(part);
    else if (condition.op === 'not') this.addCondition(condition.of);
    else if (condition.op === 'field') {
      this.#add(condition.field);
      if (condition.test.presence !== true) this.#valued.add(condition.field);
    } else if (condition.op === 'fields') for (const field of condition.fields) this.addShown(field);
  }

  addShown(field: string): void {
    this.#add(field);
    this.#valued.add(field);
  }

  /** Fields of which no rule wants to know more than whether they are there. */
  presenceOnly(aliases: readonly string[]): Set<string> {
    const ofAliases = new Set(aliases.flatMap((alias) => this.#fields.get(alias)!.map(({ text }) => text)));
    return new Set([...this.direct].filter((field) => !this.#valued.has(field) && !ofAliases.has(field)));
  }

  #add(field: string): void {
    (this.#fields.has(field) ? this.aliases : this.direct).add(field);
  }
}

function addPath(paths: Map<string, FieldPath>, text: string): void {
  const path = parseFieldPath(text);
  if (path === undefined) throw new Error(`field "${text}" passed the configuration without being a path`);
  paths.set(text, path);
}

/** The raw columns, one for each path. */
class RawColumns {
  readonly paths: FieldPath[] = [];
  readonly #fields: ReadonlyMap<string, readonly FieldPath[]>;

  constructor(fields: ReadonlyMap<string, readonly FieldPath[]>) {
    this.#fields = fields;
  }

  /** The columns of a field, or of the fields that its name stands for. */
  add(field: FieldPath | undefined): number[] {
    if (field === undefined) return [];
    return (this.#fields.get(field.text) ?? [field]).map((path) => {
      const known = this.paths.findIndex(({ text }) => text === path.text);
      return known === -1 ? this.paths.push(path) - 1 : known;
    });
  }
}
