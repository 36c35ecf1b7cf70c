import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../src/config/package-root.js';
import { substitute } from './compose-variables.js';

/** A bind mount or a named volume of a service. */
export interface ComposeMount {
  /** A path of this machine when it begins with `.` or `/`, else the name of a volume. */
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** A service of docker-compose.yml, with its variables substituted and its short forms taken apart. */
export interface ComposeService {
  readonly name: string;
  readonly image: string | undefined;
  readonly entrypoint: readonly string[] | undefined;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts: readonly ComposeMount[];
  readonly profiles: readonly string[];
  /** Published ports as they are written: `ADDRESS:HOST:CONTAINER`. */
  readonly ports: readonly string[];
  readonly networks: readonly string[];
  readonly secrets: readonly string[];
  /** The command of its health check, with `CMD` or `CMD-SHELL` in front. */
  readonly healthcheck: readonly string[];
  /** The services that it waits for, and for what. */
  readonly dependsOn: Readonly<Record<string, string>>;
  /** All of it as it stands in the file, with anchors merged. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface ComposeFile {
  readonly services: readonly ComposeService[];
  service(name: string): ComposeService;
  /** Secret to the path of its file. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  /** The whole document, with anchors merged and variables substituted. */
  readonly document: Readonly<Record<string, unknown>>;
}

export const composePath = join(packageRoot(), 'docker-compose.yml');

type Raw = Record<string, unknown>;

/** Reads docker-compose.yml as `docker compose` does with these variables in its environment. */
export function readComposeFile(variables: Readonly<Record<string, string>> = {}): ComposeFile {
  const parsed: unknown = parse(readFileSync(composePath, 'utf8'), { merge: true });
  const document = substitute(parsed, variables) as Raw;
  const services = Object.entries(document['services'] as Record<string, Raw>).map(toService);
  return {
    services,
    service(name) {
      const found = services.find((service) => service.name === name);
      if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`);
      return found;
    },
    secrets: mapValues((document['secrets'] ?? {}) as Record<string, Raw>, ({ file }) => file as string),
    volumes: Object.keys((document['volumes'] ?? {}) as Raw),
    networks: document['networks'] as Record<string, { internal?: boolean }>,
    document,
  };
}

function toService([name, raw]: [string, Raw]): ComposeService {
  return {
    name,
    image: raw['image'] as string | undefined,
    entrypoint: raw['entrypoint'] as string[] | undefined,
    command: (raw['command'] ?? []) as string[],
    environment: (raw['environment'] ?? {}) as Record<string, string>,
    mounts: ((raw['volumes'] ?? []) as string[]).map(toMount),
    profiles: (raw['profiles'] ?? []) as string[],
    ports: (raw['ports'] ?? []) as string[],
    networks: (raw['networks'] ?? []) as string[],
    secrets: (raw['secrets'] ?? []) as string[],
    healthcheck: ((raw['healthcheck'] as Raw | undefined)?.['test'] ?? []) as string[],
    dependsOn: mapValues(
      (raw['depends_on'] ?? {}) as Record<string, Raw>,
      ({ condition }) => condition as string,
    ),
    raw,
  };
}

function toMount(text: string): ComposeMount {
  const [source, target, mode] = text.split(':');
  if (source === undefined || target === undefined) throw new Error(`not SOURCE:TARGET[:ro]: ${text}`);
  return { source, target, readOnly: mode === 'ro' };
}

function mapValues<From, To>(
  from: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([key, value]) => [key, change(value)]));
}
