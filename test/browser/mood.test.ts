import { expect, it } from 'vitest';
import { WORDS } from '../../src/words/words';
import { csv, describePage, findSegments, openFile } from './harness';

const words = WORDS.en.mood;
const SAID = [
  'I love this lamp, works perfectly',
  'Great sound and easy to set up',
  'Terrible quality, broke after a week',
  'The staff was rude and never answered',
  'The screen is gorgeous, but the battery is awful',
  'Please cancel my account, I will never order again',
];
const FILE = csv(
  [
    'id,review,stars',
    ...Array.from({ length: 48 }, (_, row) =>
      [`C${row}`, `"${SAID[row % 6]} in ${2000 + row}"`, [5, 4, 1, 2, 3, 1][row % 6]].join(','),
    ),
  ].join('\n'),
);

describePage('moods', {}, (built) => {
  it('are read at a click, by segment and clause by clause', async () => {
    const { page, errors } = await built.visit();
    await openFile(page, FILE);
    expect(await findSegments(page)).toBe('ready');
    await page
      .getByRole('table', { name: 'Segments' })
      .or(page.getByRole('list', { name: 'Segments' }))
      .getByRole('button')
      .first()
      .click();
    await page.getByRole('button', { name: words.ask }).click();
    const part = page.getByRole('region', { name: words.title, exact: true });
    await part.getByRole('list', { name: words.bar }).waitFor({ timeout: 120000 });
    const counts = await part
      .getByRole('list', { name: words.bar })
      .getByRole('listitem')
      .allInnerTexts();
    expect(counts.length).toBeGreaterThan(0);
    for (const count of counts)
      expect(count).toMatch(/^(?:Positive|Negative|Mixed|Neutral): \d+ \(\d+%\)$/);
    await page.locator('.quotes button').first().click();
    await page
      .getByRole('region', { name: words.customer })
      .getByText(/sure to \d+%/)
      .waitFor({ timeout: 60000 });
    expect(errors).toEqual([]);
  });
});
