/** A JSON Schema (draft-07, which is what editors' YAML support knows best). */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** The named parts of one JSON Schema, filled while it is made. */
export type Definitions = Map<string, JsonSchema>;
