/** Where a problem stands: keys and list positions from the root of the document. */
export type IssuePath = readonly (string | number)[];

/** One problem of a configuration file, as data. Rendering is separate. */
export interface Issue {
  readonly path: IssuePath;
  /** Lower case, says what was found and what was expected: `unknown key "lables"; did you mean "labels"?` */
  readonly message: string;
  /** True when the problem is the key at the end of `path`, not its value. */
  readonly atKey?: boolean;
}

/** Collects the problems of one document while its parts are read. */
export interface Issues {
  add(path: IssuePath, message: string, options?: { atKey?: boolean }): void;
}
