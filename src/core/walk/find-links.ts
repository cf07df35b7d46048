import type { Keyphrase } from '../text/keyphrases';

/** Something that one can stand at: a customer by its row of the file, a segment, a phrase, a product. */
export type WalkNode =
  | { readonly kind: 'customer'; readonly row: number }
  | { readonly kind: 'segment'; readonly label: number }
  | { readonly kind: 'phrase'; readonly phrase: string }
  | { readonly kind: 'product'; readonly product: string };

/** Why one leads to another. */
export type LinkReason =
  /** The customer is in the segment, with this confidence. */
  | { readonly kind: 'member'; readonly confidence: number }
  /** The segment is the customer's second-best. */
  | { readonly kind: 'second' }
  | { readonly kind: 'alike'; readonly likeness: number }
  /** The customer speaks for the segment. */
  | { readonly kind: 'typical' }
  /** The segment next to it. */
  | { readonly kind: 'next'; readonly rank: number }
  /** The customer's text holds the phrase. */
  | { readonly kind: 'says' }
  /** So many of the segment say it, and of all others. */
  | { readonly kind: 'said'; readonly share: number; readonly elsewhere: number }
  /** Order lines of the customer with the product. */
  | { readonly kind: 'bought'; readonly lines: number }
  /** So many of the segment have bought it, and of all others. */
  | { readonly kind: 'buyers'; readonly share: number; readonly elsewhere: number };

export interface WalkLink {
  readonly to: WalkNode;
  readonly reason: LinkReason;
  /** 0 to 1: how near it is drawn. */
  readonly strength: number;
}

/** What one walks on. */
export interface WalkGround {
  /** Segments in the order of their labels. */
  readonly segments: readonly {
    readonly keyphrases: readonly Keyphrase[];
    /** Rows of the file, the most typical first. */
    readonly typical: readonly number[];
  }[];
  /** By row of the file: -1 in none. */
  labelOf(row: number): number;
  confidenceOf(row: number): number;
  /** The second-best segment of a row; -1 where there is none. */
  secondOf(row: number): number;
  /** What the customer of a row says; '' nothing. */
  textOf(row: number): string;
  alike(row: number): readonly { readonly row: number; readonly likeness: number }[];
  /** The other segments, the nearest first. */
  nextTo(label: number): readonly number[];
  /** The commonest first; empty without order lines. */
  bought(row: number): readonly { readonly product: string; readonly lines: number }[];
  /** For each segment the share of its customers who have bought a product, and of all others. */
  buyers(product: string): readonly { readonly share: number; readonly elsewhere: number }[];
  /** Products that a segment buys more than others do, the most telling first. */
  productsOf(
    label: number,
  ): readonly { readonly product: string; readonly share: number; readonly elsewhere: number }[];
  /** Rows whose customers have bought a product most, or say a phrase. */
  buyersOf(product: string): readonly { readonly row: number; readonly lines: number }[];
  sayersOf(phrase: string): readonly number[];
}

const ALIKE = 5;
const TYPICAL = 4;
const NEXT = 3;
const PHRASES = 5;
const PRODUCTS = 4;
const PEOPLE = 5;

/**
 * Where one can go from a node: its nearest nodes of each kind, with the reason. Of segments come first,
 * then customers, phrases, products; the strongest first within each.
 */
export function findLinks(node: WalkNode, ground: WalkGround): WalkLink[] {
  switch (node.kind) {
    case 'customer':
      return fromCustomer(node.row, ground);
    case 'segment':
      return fromSegment(node.label, ground);
    case 'phrase':
      return fromPhrase(node.phrase, ground);
    case 'product':
      return fromProduct(node.product, ground);
  }
}

/** What tells a node from all others. */
export function idOf(node: WalkNode): string {
  switch (node.kind) {
    case 'customer':
      return `customer ${node.row}`;
    case 'segment':
      return `segment ${node.label}`;
    case 'phrase':
      return `phrase ${node.phrase}`;
    case 'product':
      return `product ${node.product}`;
  }
}

function fromCustomer(row: number, ground: WalkGround): WalkLink[] {
  const label = ground.labelOf(row);
  const second = ground.secondOf(row);
  const links: WalkLink[] = [];
  const confidence = ground.confidenceOf(row);
  if (label >= 0)
    links.push({
      to: { kind: 'segment', label },
      reason: { kind: 'member', confidence },
      strength: confidence,
    });
  if (second >= 0 && second !== label)
    links.push({
      to: { kind: 'segment', label: second },
      reason: { kind: 'second' },
      strength: label < 0 ? 0.6 : Math.max(0.1, 1 - confidence),
    });
  for (const { row: other, likeness } of ground.alike(row).slice(0, ALIKE))
    links.push({
      to: { kind: 'customer', row: other },
      reason: { kind: 'alike', likeness },
      strength: likeness,
    });
  const text = ground.textOf(row);
  const near = [label, second].filter((one) => one >= 0);
  const phrases = near.flatMap((one) => ground.segments[one].keyphrases);
  const seen = new Set<string>();
  for (const { phrase, share } of phrases)
    if (seen.size < PHRASES && !seen.has(phrase) && holdsPhrase(text, phrase)) {
      seen.add(phrase);
      links.push({ to: { kind: 'phrase', phrase }, reason: { kind: 'says' }, strength: share });
    }
  const bought = ground.bought(row);
  for (const { product, lines } of bought.slice(0, PRODUCTS))
    links.push({
      to: { kind: 'product', product },
      reason: { kind: 'bought', lines },
      strength: lines / bought[0].lines,
    });
  return links;
}

function fromSegment(label: number, ground: WalkGround): WalkLink[] {
  const { keyphrases, typical } = ground.segments[label];
  return [
    ...ground
      .nextTo(label)
      .slice(0, NEXT)
      .map((other, rank): WalkLink => ({
        to: { kind: 'segment', label: other },
        reason: { kind: 'next', rank },
        strength: 0.9 - 0.25 * rank,
      })),
    ...typical.slice(0, TYPICAL).map((row, rank): WalkLink => ({
      to: { kind: 'customer', row },
      reason: { kind: 'typical' },
      strength: 1 - 0.1 * rank,
    })),
    ...keyphrases.slice(0, PHRASES).map(({ phrase, share, elsewhere }): WalkLink => ({
      to: { kind: 'phrase', phrase },
      reason: { kind: 'said', share, elsewhere },
      strength: share,
    })),
    ...ground
      .productsOf(label)
      .slice(0, PRODUCTS)
      .map(({ product, share, elsewhere }): WalkLink => ({
        to: { kind: 'product', product },
        reason: { kind: 'buyers', share, elsewhere },
        strength: share,
      })),
  ];
}

function fromPhrase(phrase: string, ground: WalkGround): WalkLink[] {
  const segments = ground.segments
    .flatMap(({ keyphrases }, label) => {
      const found = keyphrases.find((known) => known.phrase === phrase);
      return found === undefined ? [] : [{ label, ...found }];
    })
    .sort((a, b) => b.share - a.share || a.label - b.label);
  return [
    ...segments.slice(0, PEOPLE).map(({ label, share, elsewhere }): WalkLink => ({
      to: { kind: 'segment', label },
      reason: { kind: 'said', share, elsewhere },
      strength: share,
    })),
    ...ground
      .sayersOf(phrase)
      .slice(0, PEOPLE)
      .map((row): WalkLink => ({
        to: { kind: 'customer', row },
        reason: { kind: 'says' },
        strength: Math.max(0.1, ground.confidenceOf(row)),
      })),
  ];
}

function fromProduct(product: string, ground: WalkGround): WalkLink[] {
  const buyers = ground.buyersOf(product);
  return [
    ...ground
      .buyers(product)
      .map((found, label) => ({ label, ...found }))
      .filter(({ share }) => share > 0)
      .sort((a, b) => b.share - a.share || a.label - b.label)
      .slice(0, PEOPLE)
      .map(({ label, share, elsewhere }): WalkLink => ({
        to: { kind: 'segment', label },
        reason: { kind: 'buyers', share, elsewhere },
        strength: share,
      })),
    ...buyers.slice(0, PEOPLE).map(({ row, lines }): WalkLink => ({
      to: { kind: 'customer', row },
      reason: { kind: 'bought', lines },
      strength: lines / buyers[0].lines,
    })),
  ];
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Whether a text holds a phrase as words of their own, in small letters or large. */
export function holdsPhrase(text: string, phrase: string): boolean {
  const [said, sought] = [text.toLowerCase().replace(/\s+/gu, ' '), phrase.toLowerCase()];
  if (UNSPACED.test(sought)) return said.includes(sought);
  for (let at = said.indexOf(sought); at >= 0; at = said.indexOf(sought, at + 1)) {
    const [before, after] = [said[at - 1] ?? ' ', said[at + sought.length] ?? ' '];
    if (!/[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after)) return true;
  }
  return false;
}
