/** Writes the files that are made from the source. A test fails when one of them is out of date. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchema } from '../src/config/json-schema.js';
import { packageRoot } from '../src/config/package-root.js';
import { generateDashboards } from './generate-dashboards.js';
import { readmeSections, renewSections } from './readme-sections.js';

const schemaFile = join(packageRoot(), 'exporter.schema.json');
writeFileSync(schemaFile, `${JSON.stringify(jsonSchema(), null, 2)}\n`);

const readmeFile = join(packageRoot(), 'README.md');
writeFileSync(readmeFile, renewSections(readFileSync(readmeFile, 'utf8'), await readmeSections()));

generateDashboards();
