/** How a tag reads: as the end of a line, as a space between cells, as nothing. */
const LINES = `
address article aside blockquote body br caption center dd div dl dt fieldset figcaption figure footer
form h1 h2 h3 h4 h5 h6 head header hr html legend li main nav ol option p pre section select summary
table tbody tfoot thead title tr ul
`;
const CELLS = 'td th';
const INLINE = `
a abbr acronym audio b base basefont bdi bdo big button canvas cite code col colgroup data del dfn em
embed font i iframe img input ins kbd label link map mark meta meter noscript object output param
picture q ruby rb rp rt s samp script small source span strike strong style sub sup svg template
textarea time tt u var video wbr
`;

type Reading = 'line' | 'cell' | 'inline';

const KNOWN = new Map<string, Reading>();
for (const [names, reading] of [
  [LINES, 'line'],
  [CELLS, 'cell'],
  [INLINE, 'inline'],
] as const)
  for (const name of names.trim().split(/\s+/)) KNOWN.set(name, reading);

export interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly reading: Reading;
}

const HEAD = /^<(\/?)([a-z][a-z0-9]{0,14}(?::[a-z][a-z0-9]{0,14})?)(?=[\s/>])/i;
const DECLARATION = /^<(?:!doctype\s|\?xml[\s:-]|!\[(?:if|endif)\b)/i;

/** How many characters from `<` are needed to see whether a tag begins there. */
export const TAG_HEAD = 34;

/**
 * The tag that begins at `<`. Only names that HTML has (and those of Office, `o:p`) are tags: people
 * write `<3`, `a < b` and `<John>`.
 *
 * @param head the text from `<`, at least TAG_HEAD characters of it or up to its `>`.
 */
export function readTagHead(head: string): (Tag & { readonly length: number }) | undefined {
  if (DECLARATION.test(head))
    return { name: 'declaration', closes: false, reading: 'inline', length: 2 };
  const found = HEAD.exec(head);
  if (found === null) return undefined;
  const name = found[2].toLowerCase();
  const reading = /^(?:o|v|w|m|x|st1):/.test(name) ? 'inline' : KNOWN.get(name);
  if (reading === undefined) return undefined;
  return { name, closes: found[1] === '/', reading, length: found[0].length };
}

/**
 * What follows the name of a tag, up to `>`.
 *
 * @returns 'open' where that `>` stands inside a quoted value, 'no' where it is no tag after all.
 */
export function readTagRest(name: string, rest: string): 'tag' | 'open' | 'no' {
  // `x<b and y>z` is a comparison; the attributes of a real one have a value.
  if (name.length === 1 && rest.trim() !== '' && !/[=/]|www\./i.test(rest)) return 'no';
  let quote = '';
  let before = '';
  for (const character of rest) {
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if ((character === '"' || character === "'") && before === '=') quote = character;
    if (character !== ' ' && character !== '\n') before = character;
  }
  return quote === '' ? 'tag' : 'open';
}
