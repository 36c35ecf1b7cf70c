import type { Origin } from '../config.js';
import { describeNode } from '../document/describe-node.js';
import type { Node } from '../document/node.js';
import type { IssuePath, Issues } from '../issue.js';
import type { Definitions, JsonSchema } from './json-schema.js';

/** What a schema needs to know of the file that it reads from. */
export interface FileContext {
  readonly name: string;
  /** Files named in it are relative to this. */
  readonly directory: string;
  readonly issues: Issues;
}

/** A node together with where it stands. */
export interface At {
  readonly node: Node;
  readonly path: IssuePath;
  readonly file: FileContext;
}

/**
 * One description of a part of the language, from which both come: reading with every problem reported, and
 * the JSON Schema for editors. What JSON Schema cannot say (a path that may carry a secret) only `read` checks.
 */
export interface Schema<T> {
  /** Completes "expected …": `a duration such as 30s`. */
  readonly expected: string;
  /** The value. Undefined when it is not valid, and then at least one issue has been added. Never throws. */
  read(at: At): T | undefined;
  json(definitions: Definitions): JsonSchema;
}

export type Infer<S> = S extends Schema<infer T> ? T : never;

/** The part of `at` under one more key or list position. */
export function below(at: At, step: string | number, node: Node): At {
  return { node, path: [...at.path, step], file: at.file };
}

/** Adds `expected …, found …` and gives undefined, so that a `read` can end with it. */
export function refuse(at: At, expected: string): undefined {
  at.file.issues.add(at.path, `expected ${expected}, found ${describeNode(at.node)}`);
  return undefined;
}

/** The same for a list or map that must not be empty. */
export function refuseEmpty(at: At, expected: string): undefined {
  at.file.issues.add(at.path, `expected ${expected}, found an empty ${at.node.kind}`);
  return undefined;
}

export function originOf(at: At): Origin {
  return { file: at.file.name, line: at.node.position.line, path: at.path, issues: at.file.issues };
}
