import { describe, expect, it, vi } from 'vitest';
import { prepareCustomers } from '../../src/core/prepare/prepare-customers';
import { drain } from '../../src/core/steps';
import { hashTexts } from '../../src/core/text/hashing-encoder';
import { createPreview } from '../../src/study/preview';
import { tableOf } from '../fixtures/tables';

describe('createPreview', () => {
  const said = Array.from({ length: 240 }, (_, i) => (i % 5 === 0 ? '' : `tea number ${i % 90}`));
  const prepared = prepareCustomers(tableOf({ said }), ['text']);
  const vectors = drain(hashTexts(prepared.texts));
  const all = prepared.texts.map((_, i) => i);

  it('places every customer whose text is known, by row of the file, once', () => {
    const show = vi.fn<(rows: Int32Array, xy: Float32Array) => void>();
    const preview = createPreview(prepared, 1, show);
    preview(all.slice(0, 40), vectors);
    preview(all.slice(40), vectors);
    const rows = show.mock.calls.flatMap(([shown]) => [...shown]).sort((a, b) => a - b);
    expect(rows).toEqual(said.flatMap((text, row) => (text === '' ? [] : [row])));
    for (const [shown, xy] of show.mock.calls) {
      expect(xy.length).toBe(shown.length * 2);
      expect(xy.every(Number.isFinite)).toBe(true);
    }
  });

  it('puts customers with the same text in the same place, others elsewhere', () => {
    const places = new Map<string, Set<string>>();
    const preview = createPreview(prepared, 1, (rows, xy) =>
      rows.forEach((row, i) => {
        const place = `${xy[i * 2]} ${xy[i * 2 + 1]}`;
        places.set(said[row], (places.get(said[row]) ?? new Set()).add(place));
      }),
    );
    preview(all, vectors);
    expect([...places.values()].every(({ size }) => size === 1)).toBe(true);
    expect(new Set([...places.values()].flatMap((set) => [...set])).size).toBeGreaterThan(60);
  });

  it('shows nothing while too little is known', () => {
    const show = vi.fn();
    createPreview(prepared, 1, show)([0, 1], vectors);
    expect(show).not.toHaveBeenCalled();
  });
});
