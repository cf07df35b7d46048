import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { HtmlTagDescriptor, PluginOption, UserConfig } from 'vite';
import config from '../vite.config';
import { readSources, ROOT } from './fixtures/sources';

// The builder itself draws random numbers when it is loaded; only what is said to it matters here.
vi.mock('vite', () => ({ defineConfig: (said: UserConfig) => said }));
vi.mock('@sveltejs/vite-plugin-svelte', () => ({ svelte: () => ({ name: 'svelte' }) }));

function policyTag(): HtmlTagDescriptor {
  const plugins = [config.plugins].flat(4) as PluginOption[];
  const plugin = plugins.find(
    (one) =>
      one && typeof one === 'object' && 'name' in one && one.name === 'content-security-policy',
  ) as unknown as { apply: string; transformIndexHtml(): HtmlTagDescriptor[] };
  expect(plugin.apply).toBe('build');
  const tags = plugin.transformIndexHtml();
  expect(tags.length).toBe(1);
  return tags[0];
}

describe('the policy that is built into the page', () => {
  const tag = policyTag();
  const directives = new Map(
    `${tag.attrs?.content as string}`
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .map(([name, ...sources]) => [name, sources]),
  );

  it('stands at the head, before anything is loaded', () => {
    expect(tag).toMatchObject({ tag: 'meta', injectTo: 'head-prepend' });
    expect(tag.attrs?.['http-equiv']).toBe('Content-Security-Policy');
  });

  it('lets the page ask nobody but itself', () => {
    expect(directives.get('default-src')).toEqual(["'self'"]);
    expect(directives.get('connect-src')).toEqual(["'self'"]);
    expect(directives.get('script-src')).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    expect(directives.get('form-action')).toEqual(["'none'"]);
    expect(directives.get('object-src')).toEqual(["'none'"]);
    expect(directives.get('base-uri')).toEqual(["'none'"]);
  });

  it('names no foreign origin, no scheme that leaves the tab, nothing unsafe', () => {
    const known = ["'self'", "'none'", "'wasm-unsafe-eval'", 'blob:', 'data:'];
    for (const sources of directives.values())
      for (const source of sources) expect(known).toContain(source);
    for (const name of ['default-src', 'connect-src', 'script-src', 'style-src'])
      expect(directives.get(name)).not.toContain('data:');
  });
});

describe('index.html', () => {
  const html = readFileSync(path.join(ROOT, 'index.html'), 'utf8');

  it('loads nothing from elsewhere', () => {
    expect(html).not.toMatch(/https?:|["'(]\/\//);
    expect(html.match(/<script\b[^>]*>/g)).toEqual(['<script type="module" src="/src/main.ts">']);
  });

  it('has no script, style or handler written into it, which the policy would stop', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    expect(html).toMatch(/<script[^>]*><\/script>/);
  });

  it('begins in the stage "empty", in English, and tells nobody where it was', () => {
    expect(html).toContain('<html lang="en" data-stage="empty">');
    expect(html).toContain('<meta name="referrer" content="no-referrer" />');
    expect(html).toContain('<title>Enclave</title>');
  });
});

describe('the build', () => {
  it('puts everything into files of its own, none into the page', () => {
    expect(config.base).toBe('./');
    expect(config.build?.assetsInlineLimit).toBe(0);
    expect(config.build?.modulePreload).toEqual({ polyfill: false });
  });
});

describe('addresses in the code', () => {
  it('are none but the name of SVG', () => {
    const found = readSources().flatMap(
      ({ script, text, name }) =>
        (name.endsWith('.svelte') ? text : script).match(/(?:https?|wss?|ftp):\/\/[^\s"'`)]*/g) ??
        [],
    );
    expect(new Set(found)).toEqual(new Set(['http://www.w3.org/2000/svg']));
  });

  it('nor in the styles', () => {
    const css = readFileSync(path.join(ROOT, 'src/ui/app.css'), 'utf8');
    const urls = css.match(/url\([^)]*/g) ?? [];
    for (const url of urls) expect(url).toMatch(/^url\(["']?(?:data:|\.)/);
    expect(css).not.toMatch(/@import/);
  });
});
