import { refuse, type Schema } from './schema.js';

/** `true` or `false`; YAML 1.2 has no `yes` and `on`. */
export const boolean: Schema<boolean> = {
  expected: 'true or false',
  read(at) {
    const value = at.node.kind === 'scalar' ? at.node.value : undefined;
    return typeof value === 'boolean' ? value : refuse(at, this.expected);
  },
  json: () => ({ type: 'boolean' }),
};
