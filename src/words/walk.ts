import type { LinkReason, WalkNode } from '../core/walk/find-links';
import { percent } from './names';
import type { Words } from './words';

/** What a node is called. */
export function nodeName(node: WalkNode, names: readonly string[], { walk }: Words): string {
  switch (node.kind) {
    case 'customer':
      return walk.customer(node.row + 1);
    case 'segment':
      return names[node.label];
    case 'phrase':
      return walk.phrase(node.phrase);
    case 'product':
      return node.product;
  }
}

/** Why one leads there, in a few words. */
export function tellReason(reason: LinkReason, from: WalkNode, { walk, locale }: Words): string {
  switch (reason.kind) {
    case 'member':
      return walk.member(percent(reason.confidence, locale));
    case 'second':
      return walk.second;
    case 'alike':
      return walk.alike(percent(reason.likeness, locale));
    case 'typical':
      return walk.typical;
    case 'next':
      return walk.next[(Math.min(2, reason.rank) + 1) as 1 | 2 | 3];
    case 'says':
      return from.kind === 'phrase' ? walk.sayer : walk.says;
    case 'said':
      return walk.said(percent(reason.share, locale), percent(reason.elsewhere, locale));
    case 'bought':
      return walk.bought(reason.lines);
    case 'buyers':
      return walk.buyers(percent(reason.share, locale), percent(reason.elsewhere, locale));
  }
}
