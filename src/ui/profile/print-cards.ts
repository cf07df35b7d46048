/** Paper is light, whatever the screen is; one card a page. */
const PAPER = `
:root:root:root{color-scheme:light;--ground:#fff;--panel:#fff;--sunken:#f3f3f3;--line:#bbb;--line-strong:#888;--ink:#000;--soft:#333}
html,body{height:auto}
#app{display:none}
#printed>*{box-shadow:none;border:0;padding:0;break-after:page;break-inside:auto;-webkit-print-color-adjust:exact;print-color-adjust:exact}
#printed>*:last-child{break-after:auto}
#printed section,#printed li{break-inside:avoid}
@page{margin:16mm}`;

/**
 * Prints cards that are on the screen, each on a page of its own; nothing else of the page is printed, and
 * the page stays as it is.
 */
export function printCards(cards: readonly Element[], title: string): void {
  if (cards.length === 0) return;
  const paper = new CSSStyleSheet({ media: 'print' });
  paper.replaceSync(PAPER);
  const screen = new CSSStyleSheet({ media: 'screen' });
  screen.replaceSync('#printed{display:none}');
  const printed = document.createElement('div');
  printed.id = 'printed';
  for (const card of cards) printed.append(card.cloneNode(true));
  const before = document.title;
  const sheets = [...document.adoptedStyleSheets];
  document.adoptedStyleSheets = [...sheets, screen, paper];
  document.body.append(printed);
  document.title = title;
  window.addEventListener(
    'afterprint',
    () => {
      printed.remove();
      document.adoptedStyleSheets = sheets;
      document.title = before;
    },
    { once: true },
  );
  window.print();
}
