/**
 * Prints an exported page from within this one, which stays as it is on the screen. The page is parsed,
 * not opened: nothing in it can run.
 */
export async function printReport(page: Blob): Promise<void> {
  const html = await page.text();
  const [, style = ''] = /<style>([^]*?)<\/style>/.exec(html) ?? [];
  // The page's own rules forbid styles within markup, also in markup that is only parsed.
  const parsed = new DOMParser().parseFromString(
    html.replace(/<style>[^]*?<\/style>/, ''),
    'text/html',
  );
  const paper = new CSSStyleSheet({ media: 'print' });
  // The report's light colours go before those of a dark page.
  paper.replaceSync(`#app{display:none}${style.replaceAll(':root', ':root:root:root')}`);
  const screen = new CSSStyleSheet({ media: 'screen' });
  screen.replaceSync('#printed{display:none}');
  const printed = document.createElement('div');
  printed.id = 'printed';
  printed.lang = parsed.documentElement.lang;
  printed.append(...parsed.body.childNodes);

  const { title } = document;
  const sheets = [...document.adoptedStyleSheets];
  document.adoptedStyleSheets = [...sheets, screen, paper];
  document.body.append(printed);
  document.title = parsed.title;
  window.addEventListener(
    'afterprint',
    () => {
      printed.remove();
      document.adoptedStyleSheets = sheets;
      document.title = title;
    },
    { once: true },
  );
  window.print();
}
