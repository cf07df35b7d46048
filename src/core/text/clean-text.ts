import {
  isBreak,
  isEmoji,
  isInvisible,
  isJoiner,
  isSpace,
  isSpacedLetter,
  isTagLetter,
  isVariation,
  markKind,
  takesJoiner,
} from './characters';
import { LONGEST_ENTITY, readEntity } from './entities';
import { readTagHead, readTagRest, TAG_HEAD } from './tags';

export interface CleanOptions {
  /** 'remove' (default): tags go, block tags leave a line break, entities are decoded. */
  readonly html?: 'remove' | 'keep';
  /** 'drop' (default), 'host': only the name of the host stays, 'keep'. */
  readonly urls?: 'drop' | 'host' | 'keep';
  /** 'keep' (default) or 'drop'. */
  readonly emoji?: 'keep' | 'drop';
}

/** A tag that is still open after so many `>` is none: its quote was never closed. */
const PASSED_ENDS = 8;
const AMPERSAND = 38;
const HYPHEN = 45;
const SEMICOLON = 59;
const OPENS = 60;
const ENDS = 62;

/**
 * A text as a person reads it: no markup, no invisible characters, spaces and line breaks one at a
 * time, Unicode NFC, no mark more than three times in a row.
 *
 * Markup is taken off while the text is written out, and every removal is followed by a look at what
 * now stands at the end; so nothing removable is left, whatever was nested in what, in one pass over
 * the text. Cleaning twice is cleaning once.
 */
export function cleanText(text: string, options: CleanOptions = {}): string {
  const { html = 'remove', urls = 'drop', emoji = 'keep' } = options;
  let written = writeOut(text.normalize('NFC'), html === 'remove', emoji === 'drop');
  if (urls !== 'keep') written = withoutAddresses(written, urls === 'host');
  return written.normalize('NFC').trim();
}

interface Opening {
  readonly at: number;
  /** Where a `>` stands that did not end it, such as one in a quoted value. */
  readonly passed: number[];
}

function writeOut(text: string, markup: boolean, noEmoji: boolean): string {
  const out = new Uint32Array(text.length);
  let length = 0;
  const openings: Opening[] = [];
  const comments: number[] = [];
  const hidden: { readonly name: string; readonly at: number }[] = [];
  let gap = false;

  function truncate(to: number): void {
    length = to;
    while (openings.length > 0 && openings[openings.length - 1].at >= to) openings.pop();
    while (comments.length > 0 && comments[comments.length - 1] >= to) comments.pop();
    while (hidden.length > 0 && hidden[hidden.length - 1].at > to) hidden.pop();
    const passed = openings.at(-1)?.passed ?? [];
    while (passed.length > 0 && passed[passed.length - 1] >= to) passed.pop();
  }

  const slice = (from: number, to: number) => writeCodes(out.subarray(from, to));

  function writeSpace(code: number): void {
    gap = false;
    if (length > 0 && isJoiner(out[length - 1])) length--;
    if (length === 0 || out[length - 1] === 10) return;
    if (out[length - 1] === 32) {
      if (isBreak(code)) out[length - 1] = 10;
    } else out[length++] = isBreak(code) ? 10 : 32;
  }

  function write(first: number): void {
    // A decoded entity may end another one: `&amp;lt;` is `&lt;` is `<`.
    for (let code: number | undefined = first; code !== undefined;) {
      if (isSpace(code)) return writeSpace(code);
      if (isInvisible(code)) return;
      code = append(code);
    }
  }

  /** @returns the character that an entity stands for, where this one ended an entity. */
  function append(code: number): number | undefined {
    const last = length === 0 ? 32 : out[length - 1];
    if (noEmoji && isEmoji(code)) {
      gap = true;
      return undefined;
    }
    if (isJoiner(code)) {
      if (takesJoiner(last)) out[length++] = code;
      return undefined;
    }
    if ((isVariation(code) || isTagLetter(code)) && (last === 32 || last === 10)) return undefined;
    if (length > 0 && isJoiner(last) && !takesJoiner(code)) length--;
    const kind = markKind(code);
    if (
      kind !== 0 &&
      length >= 3 &&
      markKind(out[length - 1]) === kind &&
      markKind(out[length - 2]) === kind &&
      markKind(out[length - 3]) === kind
    )
      return undefined;
    if (gap && length > 0 && isSpacedLetter(out[length - 1]) && isSpacedLetter(code))
      out[length++] = 32;
    gap = false;
    out[length++] = code;
    return markup && code < 64 ? takeOff(code) : undefined;
  }

  function takeOff(code: number): number | undefined {
    if (code === SEMICOLON) return takeOffEntity();
    if (code === OPENS) openings.push({ at: length - 1, passed: [] });
    else if (code === HYPHEN) {
      if (out[length - 2] === HYPHEN && slice(length - 4, length) === '<!--')
        comments.push(length - 4);
    } else if (code === ENDS) takeOffTag();
    return undefined;
  }

  function takeOffEntity(): number | undefined {
    let at = length - 2;
    const least = Math.max(0, length - 2 - LONGEST_ENTITY);
    while (at >= least && (isSpacedLetter(out[at]) || out[at] === 35)) at--;
    if (at < least || out[at] !== AMPERSAND) return undefined;
    const code = readEntity(slice(at + 1, length - 1));
    if (code !== undefined) truncate(at);
    return code;
  }

  function takeOffTag(): void {
    const comment = comments.at(-1);
    if (
      comment !== undefined &&
      length - comment >= 7 &&
      out[length - 2] === HYPHEN &&
      out[length - 3] === HYPHEN
    )
      return truncate(comment);
    const opening = openings.at(-1);
    if (opening === undefined || opening.passed.length >= PASSED_ENDS) return;
    const { at, passed } = opening;
    const tag = readTagHead(slice(at, Math.min(length, at + TAG_HEAD)));
    if (tag === undefined) return;
    const end = readTagRest(tag.name, slice(at + tag.length, length - 1));
    if (end !== 'tag') {
      passed.push(length - 1);
      return;
    }
    truncate(at);
    if (tag.name === 'style' || tag.name === 'script') {
      const open = hidden.at(-1);
      if (!tag.closes) hidden.push({ name: tag.name, at });
      else if (open?.name === tag.name) {
        hidden.pop();
        truncate(open.at);
      }
    }
    if (tag.reading !== 'inline') writeSpace(tag.reading === 'line' ? 10 : 32);
  }

  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0;
    if (code > 0xffff) i++;
    write(code);
  }
  if (length > 0 && isJoiner(out[length - 1])) length--;
  return slice(0, length);
}

function writeCodes(codes: Uint32Array): string {
  let text = '';
  for (let i = 0; i < codes.length; i += 4096)
    text += String.fromCodePoint(...codes.subarray(i, i + 4096));
  return text;
}

const ADDRESS =
  /(?:(?<![a-z0-9])(?:https?|ftp):\/\/|(?<!(?![\u3000-\u30ff\u3400-\u9fff])[\p{L}\p{M}\p{N}_.@/-])www\.(?=[a-z0-9]))[^\s<>"'`\u2018-\u201f\u2026\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]*/giu;
const HOST = /^(?:(?:https?|ftp):\/\/)*(?:[^/?#@]*@)?(?:[.-]|www\.)*([\p{L}\p{N}.-]*)/iu;
const AFTER_ADDRESS = new Set('.,;:!?=)]}*_~|');

/** Addresses with a scheme or `www.`; a bare `example.com` is how people name a shop, and stays. */
function withoutAddresses(text: string, keepHost: boolean): string {
  const without = text.replace(ADDRESS, (address: string, at: number) => {
    const length = lengthWithout(address, AFTER_ADDRESS);
    const rest = address.slice(length);
    if (!keepHost) return ` ${rest}`;
    const named = HOST.exec(address.slice(0, length))?.[1].toLowerCase() ?? '';
    const host = named.slice(0, lengthWithout(named, HOST_MARKS));
    return /^$|[\s([{"']/.test(text.charAt(at - 1)) ? host + rest : ` ${host}${rest}`;
  });
  if (without === text) return text;
  return without.replace(/ {2,}/g, ' ').replace(/ ?\n[ \n]*/g, '\n');
}

const HOST_MARKS = new Set('.-');

function lengthWithout(text: string, ends: ReadonlySet<string>): number {
  let length = text.length;
  while (length > 0 && ends.has(text[length - 1])) length--;
  return length;
}
