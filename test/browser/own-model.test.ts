import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { ENCODERS, WRITERS } from '../../src/models/models';
import { WORDS } from '../../src/words/words';
import { gguf } from '../fixtures/gguf';
import {
  csv,
  describePage,
  dist,
  findSegments,
  findViolations,
  openFile,
  requestsBeyond,
} from './harness';

const said = WORDS.en.models;
const [SMALL] = WRITERS;
const FILE = csv(
  [
    'id,review',
    ...Array.from({ length: 40 }, (_, row) =>
      row % 2 === 0
        ? `C${row},the parcel came late and the tracking of parcel ${row} was wrong`
        : `C${row},lovely gift wrapping and a nice card for present ${row}`,
    ),
  ].join('\n'),
);

async function openModels(page: Page) {
  await page.getByRole('button', { name: WORDS.en.app.menu }).click();
  await page.getByRole('button', { name: said.title }).click();
  const dialog = page.getByRole('dialog', { name: said.title });
  await dialog.getByRole('heading', { name: SMALL.id }).waitFor();
  return dialog;
}

const choose = (page: Page, name: string, buffer: Buffer) =>
  page
    .getByLabel(said.own.choose)
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

describePage('language models', {}, (built) => {
  it('are told with maker, licence, size and what they cannot do, on a phone too', async () => {
    const { page, errors } = await built.visit();
    for (const size of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size);
      const dialog = await openModels(page);
      for (const { id, maker, licence } of [...ENCODERS, ...WRITERS]) {
        const card = dialog.locator('article', { has: page.getByRole('heading', { name: id }) });
        const text = await card.innerText();
        for (const fact of [maker, licence, said.cards[id].limits]) expect(text).toContain(fact);
      }
      const wide = await dialog.evaluate((node) => node.scrollWidth - node.clientWidth);
      expect(wide).toBeLessThanOrEqual(0);
      expect(await findViolations(page, 'dialog')).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    }
    expect(errors).toEqual([]);
  });

  it('of one’s own are refused with the reason where they do not write, and nothing changes', async () => {
    const { page, errors } = await built.visit();
    const dialog = await openModels(page);
    await choose(page, 'notes.gguf', Buffer.from('customer,text\n1,late\n'));
    await dialog.getByRole('alert').getByText('it is not a GGUF file').waitFor();
    await choose(page, 'bert.gguf', Buffer.from(gguf({ 'general.architecture': 'bert' })));
    await dialog.getByRole('alert').getByText('writes nothing').waitFor();
    expect(await dialog.getByText(said.own.inUse).count()).toBe(0);
    expect(errors).toEqual([]);
  });
});

describePage('a model of one’s own', { needs: ['models', 'writer'] }, (built) => {
  it('proposes names where none lies beside the page, stays for the next visit, and is forgotten', async () => {
    const visit = await built.visit({
      answer: (file) => {
        if (file === 'models/index.json')
          return Buffer.from(JSON.stringify(ENCODERS.map(({ id }) => id)));
        return file.startsWith(`models/${SMALL.id}`) ? 'missing' : undefined;
      },
    });
    const { page, errors } = visit;
    const dialog = await openModels(page);
    const mine = path.join(mkdtempSync(path.join(tmpdir(), 'model-')), 'mine.gguf');
    copyFileSync(path.join(dist, 'models', SMALL.id, 'model.gguf'), mine);
    await page.getByLabel(said.own.choose).setInputFiles(mine);
    await dialog.getByText(said.own.inUse).waitFor({ timeout: 60000 });
    await dialog.getByText('mine.gguf').waitFor();
    await page.keyboard.press('Escape');

    await openFile(page, FILE);
    expect(await findSegments(page)).toBe('ready');
    const suggesting = page.getByText('The small model is suggesting names');
    await suggesting.waitFor();
    await suggesting.waitFor({ state: 'detached', timeout: 300000 });
    expect(await page.getByText(WORDS.en.notices.writerFailed).count()).toBe(0);
    expect(requestsBeyond(visit)).toEqual([]);

    await page.reload();
    const again = await openModels(page);
    await again.getByText(said.own.inUse).waitFor();
    await again.getByText('mine.gguf').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: WORDS.en.app.menu }).click();
    await page.getByRole('button', { name: WORDS.en.app.forget }).click();
    await page.getByText(WORDS.en.app.forgetDone).waitFor();
    const last = await openModels(page);
    expect(await last.getByText(said.own.inUse).count()).toBe(0);
    expect(errors).toEqual([]);
  });
});

describePage('a browser that cannot suspend calls', { needs: ['models', 'writer'] }, (built) => {
  it('runs the small model all the same, from beside the page', async () => {
    const visit = await built.visit({
      answer: (file, bytes) =>
        /writer\.worker[^/]*\.js$/.test(file)
          ? Buffer.concat([Buffer.from('delete WebAssembly.Suspending;'), bytes()])
          : undefined,
    });
    const { page, errors } = visit;
    await openFile(page, FILE);
    expect(await findSegments(page)).toBe('ready');
    const suggesting = page.getByText('The small model is suggesting names');
    await suggesting.waitFor();
    await suggesting.waitFor({ state: 'detached', timeout: 400000 });
    expect(await page.getByText(WORDS.en.notices.writerFailed).count()).toBe(0);
    expect(visit.requests.some((address) => /wllama-compat|wllama-[\w-]+\.js$/.test(address))).toBe(
      true,
    );
    expect(requestsBeyond(visit)).toEqual([]);
    expect(errors).toEqual([]);
  });
});
