import type { SVGAttributes } from 'svelte/elements';
import type { Selection } from '../../app/shown';

/** A branch or crowd of a drawn tree. */
export interface TreeNode {
  readonly id: number;
  /** None of the tree's for its root. */
  readonly parent: number;
  /** The first of those inside it. */
  readonly first: number | undefined;
  /** Where it stands among those of its level. */
  readonly place: number;
}

/** The arrow keys of a tree: to the whole, into it, and to what stands beside. */
const KEYS = {
  down: { ArrowUp: 'parent', ArrowDown: 'first', ArrowLeft: 'before', ArrowRight: 'after' },
  right: { ArrowLeft: 'parent', ArrowRight: 'first', ArrowUp: 'before', ArrowDown: 'after' },
} as const;

interface Walked {
  readonly nodes: readonly TreeNode[];
  readonly selection: Selection | undefined;
  readonly svg: SVGSVGElement | undefined;
  /** The node that is a segment as a whole. */
  nodeOf(label: number): number | undefined;
  /** What a node is: a segment, or the rows in it. */
  selectionOf(id: number): Selection;
  onpick(selection: Selection): void;
}

/** A drawn tree under the keyboard and the pointer: one node takes part in the order of Tab. */
export class TreeWalk {
  readonly #grows: keyof typeof KEYS;
  readonly #tree: () => Walked;
  #active = $state(-1);
  #picked = $state(-1);

  readonly #byId = $derived.by(() => new Map(this.#tree().nodes.map((node) => [node.id, node])));
  readonly #levels = $derived.by(() => {
    const levels = new Map<number, number>();
    const levelOf = (id: number): number => {
      const node = this.#byId.get(id);
      if (node === undefined) return 0;
      const level = levels.get(id) ?? levelOf(node.parent) + 1;
      levels.set(id, level);
      return level;
    };
    for (const id of this.#byId.keys()) levelOf(id);
    return levels;
  });
  readonly #entry = $derived.by(() => {
    if (this.#byId.has(this.#active)) return this.#active;
    return this.#tree().nodes.find(({ parent }) => !this.#byId.has(parent))?.id;
  });

  /** The node that is picked out; -1 for none. */
  readonly lit: number = $derived.by(() => {
    const { selection, nodeOf } = this.#tree();
    if (selection?.kind === 'segment') return nodeOf(selection.label) ?? -1;
    return selection === undefined ? -1 : this.#picked;
  });

  /** @param grows where the root's branches go. */
  constructor(grows: keyof typeof KEYS, tree: () => Walked) {
    this.#grows = grows;
    this.#tree = tree;
  }

  /** What makes a group of marks a node. */
  item(id: number): SVGAttributes<SVGGElement> & { 'data-node': number } {
    return {
      role: 'treeitem',
      'data-node': id,
      tabindex: id === this.#entry ? 0 : -1,
      'aria-level': this.#levels.get(id),
      'aria-selected': id === this.lit,
      onclick: () => this.#pick(id),
      onkeydown: (event) => this.#press(event, id),
    };
  }

  #pick(id: number): void {
    const { selectionOf, onpick } = this.#tree();
    this.#active = id;
    this.#picked = id;
    onpick(selectionOf(id));
  }

  #press(event: KeyboardEvent, id: number): void {
    const { nodes, svg } = this.#tree();
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#pick(id);
      return;
    }
    const ways: Partial<Record<string, 'parent' | 'first' | 'before' | 'after'>> =
      KEYS[this.#grows];
    const way = ways[event.key];
    const node = this.#byId.get(id);
    if (way === undefined || node === undefined) return;
    event.preventDefault();
    const level = nodes
      .filter((other) => this.#levels.get(other.id) === this.#levels.get(id))
      .sort((a, b) => a.place - b.place);
    const at = level.indexOf(node);
    const next = {
      parent: this.#byId.get(node.parent)?.id,
      first: node.first,
      before: at > 0 ? level[at - 1].id : undefined,
      after: level.at(at + 1)?.id,
    }[way];
    if (next === undefined) return;
    this.#active = next;
    svg?.querySelector<SVGElement>(`[data-node="${next}"]`)?.focus();
  }
}
