import { Fault } from '../fault';
import type { Audience } from './audience';

/** Raised when an audience begins to be written otherwise. */
const VERSION = 1;
/** Groups within groups; nobody reads more, and a file made to harm may have thousands. */
const DEEPEST = 12;
const MOST_CONDITIONS = 500;

/** An audience as a file, to be opened again with another file of customers. */
export function audienceToJson(audience: Audience): string {
  return `${JSON.stringify({ enclaveAudience: VERSION, who: audience }, null, 2)}\n`;
}

/**
 * @throws Fault audience-damaged with the place that is wrong; audience-newer for one of a later version.
 */
export function audienceFromJson(json: string): Audience {
  let read: unknown;
  try {
    read = JSON.parse(json);
  } catch {
    throw new Fault('audience-damaged', { at: '' });
  }
  if (!isRecord(read) || typeof read.enclaveAudience !== 'number')
    throw new Fault('audience-damaged', { at: 'enclaveAudience' });
  if (read.enclaveAudience > VERSION)
    throw new Fault('audience-newer', { version: read.enclaveAudience });
  const left = { conditions: MOST_CONDITIONS };
  return readNode(read.who, 'who', 0, left);
}

function readNode(
  node: unknown,
  at: string,
  depth: number,
  left: { conditions: number },
): Audience {
  const wrong = (part = '') =>
    new Fault('audience-damaged', { at: part === '' ? at : `${at}.${part}` });
  if (!isRecord(node) || depth > DEEPEST || left.conditions-- <= 0) throw wrong();
  const text = (part: string): string => {
    const value = node[part];
    if (typeof value !== 'string') throw wrong(part);
    return value;
  };
  const number = (part: string): number => {
    const value = node[part];
    if (typeof value !== 'number' || !Number.isFinite(value)) throw wrong(part);
    return value;
  };
  const maybe = <T>(parts: readonly string[], read: (part: string) => T): Record<string, T> =>
    Object.fromEntries(
      parts.filter((part) => node[part] !== undefined).map((part) => [part, read(part)]),
    );
  const list = <T>(part: string, is: (value: unknown) => value is T): T[] => {
    const value = node[part];
    if (!Array.isArray(value) || !value.every(is)) throw wrong(part);
    return value;
  };
  switch (node.kind) {
    case 'all':
    case 'any':
      return {
        kind: node.kind,
        of: list('of', (part): part is unknown => part !== undefined).map((part, i) =>
          readNode(part, `${at}.of[${i}]`, depth + 1, left),
        ),
      };
    case 'not':
      return { kind: 'not', of: readNode(node.of, `${at}.of`, depth + 1, left) };
    case 'number':
      return {
        kind: 'number',
        column: text('column'),
        ...maybe(['least', 'over', 'most', 'under'], number),
      };
    case 'date':
      return { kind: 'date', column: text('column'), ...maybe(['from', 'until'], text) };
    case 'recent': {
      const days = number('days');
      if (!Number.isInteger(days) || days < 1) throw wrong('days');
      return { kind: 'recent', column: text('column'), days };
    }
    case 'level':
      return { kind: 'level', column: text('column'), oneOf: list('oneOf', isText) };
    case 'contains':
      return { kind: 'contains', column: text('column'), text: text('text') };
    case 'flag':
      if (typeof node.yes !== 'boolean') throw wrong('yes');
      return { kind: 'flag', column: text('column'), yes: node.yes };
    case 'empty':
      return { kind: 'empty', column: text('column') };
    case 'segment':
      return { kind: 'segment', oneOf: list('oneOf', isWhole) };
    case 'confidence':
      return { kind: 'confidence', ...maybe(['least', 'under'], number) };
    case 'words':
      return { kind: 'words', text: text('text') };
    case 'meaning':
      return { kind: 'meaning', text: text('text'), least: number('least') };
    case 'consent':
      if (node.said !== 'yes' && node.said !== 'not-no') throw wrong('said');
      return { kind: 'consent', said: node.said };
    default:
      throw wrong('kind');
  }
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isWhole = (value: unknown): value is number => Number.isInteger(value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
