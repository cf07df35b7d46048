import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawSvg, escapeXml, markRadius } from '../../src/study/export-svg';
import { TINY } from '../fixtures/studies';

const golden = (name: string) => path.join(import.meta.dirname, '../golden/exports', name);
const options = { width: 400, height: 300, title: 'Customer "map"' };

describe('drawSvg', () => {
  const svg = drawSvg(TINY, ['Late parcels', '<Tea> & "cake"'], options);

  it('is the picture that was looked at', async () => {
    await expect(svg).toMatchFileSnapshot(golden('map.svg'));
  });

  it('puts every customer into the group of its segment, inside the picture', () => {
    const groups = [...svg.matchAll(/<g data-segment="(\d+)"[^>]*>(.*?)<\/g>/g)];
    expect(groups.map(([, segment]) => segment)).toEqual(['1', '2']);
    const places = groups.map(([, , marks]) => [...marks.matchAll(/x="([^"]+)" y="([^"]+)"/g)]);
    expect(places.map((list) => list.length)).toEqual([3, 1]);
    for (const [, x, y] of places.flat()) {
      expect(Number(x)).toBeGreaterThan(0);
      expect(Number(x)).toBeLessThan(400);
      expect(Number(y)).toBeGreaterThan(0);
      expect(Number(y)).toBeLessThan(300);
    }
  });

  it('has a title to be read out, and shows names as text', () => {
    expect(svg).toContain('aria-label="Customer &quot;map&quot;"');
    expect(svg).toContain('&lt;Tea&gt; &amp; &quot;cake&quot;');
    expect(svg).not.toContain('<Tea>');
    expect(svg).not.toMatch(/<script|href="http|\son\w+=/);
  });

  it('leaves out who is nowhere', () => {
    const nowhere = { ...TINY, labels: Int32Array.of(0, 1, -1, 0) };
    expect((drawSvg(nowhere, ['a', 'b'], options).match(/<use /g) ?? []).length).toBe(3);
  });
});

describe('escapeXml', () => {
  it('makes marks and characters that XML does not know harmless', () => {
    expect(escapeXml('<a href="x">\'&\'</a>')).toBe(
      '&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;',
    );
    expect(escapeXml('a\u0000b\u0008c\ufffe\ud800d\te\n🍵')).toBe(
      'a\ufffdb\ufffdc\ufffd\ufffdd\te\n🍵',
    );
  });
});

describe('markRadius', () => {
  it('is smaller for more customers, within bounds', () => {
    expect(markRadius(10, 1200, 900)).toBe(4.5);
    expect(markRadius(1e6, 1200, 900)).toBe(1.2);
    expect(markRadius(10000, 1200, 900)).toBeCloseTo(Math.sqrt(108) * 0.22, 9);
    expect(markRadius(0, 1200, 900)).toBe(4.5);
  });
});
