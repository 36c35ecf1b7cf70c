import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dashboards, panelsOf } from './support/grafana-json.js';
import { runbooks } from './support/rule-files.js';

const byUid = new Map(dashboards.map((dashboard) => [dashboard.uid, dashboard]));
const pages = panelsOf(byUid.get('auditlog-runbooks')!);

test('every dashboard leads to all others, in the same time range', () => {
  for (const { uid, links } of dashboards) {
    const targets = links.map(({ url }) => /^\/d\/([\w-]+)(\?|$)/.exec(url!)![1]!);
    assert.deepEqual([uid, ...targets].sort(), [...byUid.keys()].sort(), uid);
    assert.ok(
      links.every(({ keepTime }) => keepTime === true),
      uid,
    );
  }
});

test('a link hands on only what both dashboards let choose', () => {
  for (const { uid, links, templating } of dashboards) {
    for (const { url = '' } of links) {
      const target = byUid.get(/^\/d\/([\w-]+)/.exec(url)![1]!)!;
      for (const [, name] of url.matchAll(/\$\{(\w+):queryparam\}/g)) {
        for (const { list } of [templating, target.templating]) {
          assert.ok(
            list.some((variable) => variable.name === name),
            `${uid}: ${url}`,
          );
        }
      }
    }
  }
});

test('the link to a runbook shows the page of that alert, alone', () => {
  for (const { uid, panels } of dashboards.map((one) => ({ uid: one.uid, panels: panelsOf(one) }))) {
    for (const { title, links = [] } of panels) {
      for (const link of links) {
        const id = Number(/^\/d\/auditlog-runbooks\?viewPanel=panel-(\d+)$/.exec(link.url!)![1]);
        const page = pages.find((one) => one.id === id);
        assert.equal(link.title, `Runbook: ${page?.title}`, `${uid}: ${title}`);
      }
    }
  }
});

test('the dashboard of the runbooks has each of them, and links only to what is there', () => {
  assert.deepEqual(
    pages
      .slice(1)
      .map(({ title }) => title)
      .sort(),
    runbooks.map(({ alert }) => alert).sort(),
  );
  for (const { title, options } of pages) {
    const content = options!['content'] as string;
    for (const [, words, target] of content.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)) {
      if (/^https?:/.test(target!)) continue;
      const id = Number(/^d\/auditlog-runbooks\?viewPanel=panel-(\d+)$/.exec(target!)?.[1]);
      assert.equal(pages.find((one) => one.id === id)?.title, words, `${title}: ${target}`);
    }
  }
});
