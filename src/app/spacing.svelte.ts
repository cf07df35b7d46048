import type { SpaceOptions } from '../core/features/join-features';
import { partOf, type Role } from '../core/prepare/roles';
import type { Plan } from '../core/study';

/** The most that a column can count. */
export const MOST_WEIGHT = 3;

/** What a person sets about the space that customers are compared in. */
export class Spacing {
  /** Share that texts carry beside columns, 0 to 1; undefined: as proposed. */
  textShare = $state<number | undefined>(undefined);
  /** Columns that do not count as usual, by name. */
  weights = $state.raw<ReadonlyMap<string, number>>(new Map());
  /** Share of the variance that components keep; undefined: by the size of the file. */
  components = $state<number | undefined>(undefined);
  deep = $state(false);

  /** Whether anything is otherwise than proposed. */
  readonly changed: boolean = $derived(
    this.textShare !== undefined ||
      this.weights.size > 0 ||
      this.components !== undefined ||
      this.deep,
  );

  /** Lets a column count more, less or not at all; 1 is usual. */
  weigh(column: string, weight: number): void {
    const settled = Math.min(MOST_WEIGHT, Math.max(0, weight));
    const others = [...this.weights].filter(([name]) => name !== column);
    this.weights = new Map(settled === 1 ? others : [...others, [column, settled]]);
  }

  weighAllAsUsual(): void {
    this.weights = new Map();
  }

  /** The part of a plan that is set here, as far as the columns in use let it count. */
  planned(roles: readonly Role[], names: readonly string[]): Pick<Plan, 'space' | 'refine'> {
    const counted = names.filter((_, at) => !['text', undefined].includes(partOf(roles[at])));
    const both = counted.length > 0 && roles.includes('text');
    const weights = counted
      .filter((name) => this.weights.has(name))
      .sort()
      .map((name) => [name, this.weights.get(name)] as const);
    const space: SpaceOptions = {
      ...(both && this.textShare !== undefined ? { textShare: this.textShare } : {}),
      ...(weights.length === 0
        ? {}
        : { weights: Object.fromEntries(weights) as Record<string, number> }),
      ...(this.components === undefined ? {} : { components: this.components }),
    };
    return {
      ...(Object.keys(space).length === 0 ? {} : { space }),
      ...(this.deep ? { refine: 'deep' } : {}),
    };
  }

  take({ space = {}, refine }: Pick<Plan, 'space' | 'refine'>): void {
    this.textShare = space.textShare;
    this.weights = new Map(Object.entries(space.weights ?? {}));
    this.components = space.components;
    this.deep = refine === 'deep';
  }
}
