/** Told of the parts of an XML text in their order; names come without their prefix. */
export interface XmlHandler {
  /** @param attributes as they stand between the name and the end of the tag. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  text(text: string): void;
}

/** Reads XML as machines write it: well-formed, with no entities of its own. */
export interface XmlScanner {
  /** @throws SyntaxError */
  push(piece: string): void;
  /** @throws SyntaxError where an element was not closed. */
  finish(): void;
}

export function createXmlScanner(handler: XmlHandler): XmlScanner {
  let pending = '';
  let depth = 0;
  let elements = 0;

  /** Goes through whole parts, and keeps the last one where it may not be whole. */
  function scan(text: string): string {
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag < 0) return text.slice(at);
      if (tag > at && depth > 0) handler.text(decodeEntities(text.slice(at, tag)));
      const end = endOfPart(text, tag);
      if (end < 0) return text.slice(tag);
      take(text, tag, end);
      at = end;
    }
  }

  function take(text: string, from: number, end: number): void {
    const mark = text[from + 1];
    if (mark === '?') return;
    if (mark === '!') {
      if (text.startsWith('<![CDATA[', from)) handler.text(text.slice(from + 9, end - 3));
      return;
    }
    if (mark === '/') {
      depth--;
      if (depth < 0) throw new SyntaxError('an element is closed that was not opened');
      handler.close(localName(text.slice(from + 2, end - 1).trimEnd()));
      return;
    }
    const empty = text[end - 2] === '/';
    let nameEnd = from + 1;
    const last = end - (empty ? 2 : 1);
    while (nameEnd < last && text.charCodeAt(nameEnd) > 32) nameEnd++;
    const name = localName(text.slice(from + 1, nameEnd));
    elements++;
    handler.open(name, text.slice(nameEnd, last));
    if (empty) handler.close(name);
    else depth++;
  }

  return {
    push(piece) {
      pending = scan(pending + piece);
    },
    finish() {
      if (depth > 0 || elements === 0 || pending.trim() !== '')
        throw new SyntaxError('the text ends too early');
    },
  };
}

/** Where a tag, comment or CDATA section ends, or -1; `>` may stand in quotes. */
function endOfPart(text: string, from: number): number {
  const closing = text.startsWith('<!--', from)
    ? '-->'
    : text.startsWith('<![CDATA[', from)
      ? ']]>'
      : '';
  if (closing !== '') {
    const end = text.indexOf(closing, from + closing.length);
    return end < 0 ? -1 : end + 3;
  }
  // Too little to tell a comment from another tag.
  if (text.length - from < 9 && '<![CDATA['.startsWith(text.slice(from))) return -1;
  for (let i = from + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 62) return i + 1;
    if (code === 34 || code === 39) {
      i = text.indexOf(text[i], i + 1);
      if (i < 0) return -1;
    }
  }
  return -1;
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** One attribute of a tag, by its name as it stands there. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const sign = `${name}=`;
  let at = attributes.indexOf(sign);
  while (at > 0 && attributes.charCodeAt(at - 1) > 32) at = attributes.indexOf(sign, at + 1);
  if (at < 0) return undefined;
  const start = at + sign.length;
  const end = attributes.indexOf(attributes[start], start + 1);
  return end < 0 ? undefined : decodeEntities(attributes.slice(start + 1, end));
}

/** All attributes of a tag by their names without prefix. */
export function attributesOf(attributes: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name, double, single] of attributes.matchAll(
    /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  ))
    found.set(localName(name), decodeEntities(double ?? single));
  return found;
}

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Unknown entities stay as they stand. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES.get(name as string) ?? whole;
    const code = decimal === undefined ? parseInt(hex as string, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
