import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { packageRoot } from '../../src/config/package-root.js';

export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Alert extends Rule {
  readonly alert: string;
}

const inPackage = (...path: string[]) => join(packageRoot(), ...path);

function filesOf(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

/** Paths of prometheus/rules/*.yml. */
export const ruleFiles = filesOf(inPackage('prometheus', 'rules'), '.yml');
/** Paths of test/rules/*.test.yml. */
export const ruleTestFiles = filesOf(inPackage('test', 'rules'), '.test.yml');
export const prometheusConfig = inPackage('prometheus', 'prometheus.yml');
export const alertmanagerConfig = inPackage('alertmanager', 'alertmanager.yml');

/** All rules, in the order of the files. */
export const rules: readonly Rule[] = ruleFiles.flatMap((file) =>
  (parse(readFileSync(file, 'utf8')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
    (group) => group.rules,
  ),
);
export const alerts: readonly Alert[] = rules.filter((rule): rule is Alert => rule.alert !== undefined);
export const recorded: readonly string[] = rules.flatMap(({ record }) =>
  record === undefined ? [] : [record],
);

export interface Runbook {
  /** The alert it is named after. */
  readonly alert: string;
  readonly text: string;
  /** Its blocks of PromQL. */
  readonly promql: readonly string[];
}

/** docs/runbooks/*.md, without the list of them. */
export const runbooks: readonly Runbook[] = filesOf(inPackage('docs', 'runbooks'), '.md')
  .filter((file) => basename(file) !== 'README.md')
  .map((file) => {
    const text = readFileSync(file, 'utf8');
    const blocks = [...text.matchAll(/^```promql\n([\s\S]*?)^```$/gm)].map((match) => match[1]!.trim());
    return { alert: basename(file, '.md'), text, promql: blocks };
  });
