import { describe, expect, it } from 'vitest';
import { openOwnWriter } from '../../src/models/own-writer';
import { faultOf } from '../fixtures/faults';
import { gguf } from '../fixtures/gguf';

const model = (name: string, says: string) =>
  new File([gguf({ 'general.architecture': 'llama', 'general.name': says })], name);
const nowhere = async () => undefined;

describe('a model of one’s own, where the browser keeps no files', () => {
  it('is held until it is forgotten', async () => {
    const shelf = openOwnWriter(nowhere);
    expect(await shelf.find()).toBeUndefined();
    const taken = await shelf.keep(model('a.gguf', 'A'));
    expect(taken.card.name).toBe('A');
    expect(await shelf.find()).toBe(taken);
    await shelf.forget();
    expect(await shelf.find()).toBeUndefined();
  });

  it('is told from another by what is in it, not by its name', async () => {
    const shelf = openOwnWriter(nowhere);
    const first = await shelf.keep(model('a.gguf', 'A'));
    const same = await shelf.keep(model('b.gguf', 'A'));
    const other = await shelf.keep(model('a.gguf', 'B'));
    expect(same.id).toBe(first.id);
    expect(other.id).not.toBe(first.id);
  });

  it('stays when the next file is none', async () => {
    const shelf = openOwnWriter(nowhere);
    const taken = await shelf.keep(model('a.gguf', 'A'));
    expect((await faultOf(() => shelf.keep(new File(['text'], 'b.gguf')))).code).toBe(
      'writer-unfit',
    );
    expect(await shelf.find()).toBe(taken);
  });
});
