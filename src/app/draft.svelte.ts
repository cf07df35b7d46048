import type { MethodSettings } from '../core/cluster/method-settings';
import { DEFAULT_METHOD, type MethodId } from '../core/cluster/method-ids';
import type { Correction } from '../core/corrections/correction';
import type { ObjectionList } from '../core/prepare/objections';
import type { AskedOrder } from '../core/prepare/dates';
import type { DecimalMark } from '../core/prepare/numbers';
import type { Role } from '../core/prepare/roles';
import { type Recipe, withRoles } from '../core/quality/recipe';
import { keysOf, type PersonalChoices, type Plan, type TextTreatment } from '../core/study';
import { Spacing } from './spacing.svelte';

/** What a person sets before segments are found: everything of a plan but its seed. */
export class Draft {
  roles = $state.raw<readonly Role[]>([]);
  k = $state<number | null>(null);
  /** What is done to texts before they are read; undefined: what is usual. */
  texts = $state.raw<TextTreatment | undefined>(undefined);
  /** What is done about missing cells and the like; undefined: nothing. */
  recipe = $state.raw<Recipe | undefined>(undefined);
  /** How columns of dates order day and month, where the person was asked; by their names. */
  dateOrders = $state.raw<NonNullable<Plan['dateOrders']>>({});
  /** The mark before decimals, as far as the person was asked. */
  decimalMarks = $state.raw<NonNullable<Plan['decimalMarks']>>({});
  /** Recipes before the present one, the last at the end. */
  recipesBefore = $state.raw<readonly (Recipe | undefined)[]>([]);
  /** Whether segments may be named by health, religion, debt and the like. */
  sensitive = $state<'avoid' | 'allow'>('avoid');
  /** Words that the person wants in no name; sorted, each once. */
  stopWords = $state.raw<readonly string[]>([]);
  /** What the person has set right about the segments; undefined: never anything. */
  corrections = $state.raw<readonly Correction[] | undefined>(undefined);
  /** What the person says of columns with personal data; undefined: as it is found. */
  personal = $state.raw<PersonalChoices | undefined>(undefined);
  /** Whether the person has seen the personal data that was found and agrees with what is done. */
  personalConfirmed = $state(false);
  /** The list of people who object, where one was given. */
  objections = $state.raw<(ObjectionList & { readonly name: string }) | undefined>(undefined);
  method = $state<MethodId>(DEFAULT_METHOD);
  /** What is set about methods; empty: all is worked out. */
  methodSettings = $state.raw<MethodSettings>({});
  encoder = $state('');
  /** How texts and columns are weighed in the space. */
  readonly spacing = new Spacing();
  /** The level of the hierarchy that is wanted, of the very segments it was chosen for. */
  #level = $state.raw<{ readonly count: number; readonly of: string } | undefined>(undefined);
  protected encoderChosen = false;

  /** The names of the columns, in the order of the roles. */
  protected get columnNames(): readonly string[] {
    return [];
  }

  planWith(seed: number): Plan {
    const plan = this.#planAsFound(seed);
    const level = this.#level;
    const levelled =
      level === undefined || level.of !== keysOf('', plan).group
        ? plan
        : { ...plan, level: level.count };
    const { corrections } = this;
    return corrections === undefined ? levelled : { ...levelled, corrections };
  }

  /** Asks for a level of the segments that the present settings find; undefined: as found. */
  chooseLevel(count: number | undefined, seed: number): void {
    const of = () => keysOf('', this.#planAsFound(seed)).group;
    this.#level = count === undefined ? undefined : { count, of: of() };
  }

  #planAsFound(seed: number): Plan {
    const { roles, encoder, method, k, objections } = this;
    return {
      roles,
      encoder,
      method,
      k,
      seed,
      ...(objections === undefined ? {} : { objections: objections.entries }),
      ...(Object.keys(this.methodSettings).length === 0 ? {} : { settings: this.methodSettings }),
      ...(this.texts === undefined ? {} : { texts: this.texts }),
      ...(this.recipe === undefined ? {} : { recipe: this.recipe }),
      ...(this.sensitive === 'avoid' ? {} : { sensitive: this.sensitive }),
      ...(this.stopWords.length === 0 ? {} : { stopWords: this.stopWords }),
      ...(this.personal === undefined ? {} : { personal: this.personal }),
      ...this.said(),
      ...this.spacing.planned(roles, this.columnNames),
    };
  }

  /** @param listed rows whose customer is on the plan's list of objections. */
  protected takePlan(plan: Plan, listed: number): void {
    this.roles = plan.roles;
    this.k = plan.k;
    this.method = plan.method;
    this.methodSettings = plan.settings ?? {};
    this.encoder = plan.encoder;
    this.texts = plan.texts;
    this.recipe = plan.recipe;
    this.recipesBefore = [];
    this.sensitive = plan.sensitive ?? 'avoid';
    this.stopWords = plan.stopWords ?? [];
    this.personal = plan.personal;
    this.personalConfirmed = false;
    this.dateOrders = plan.dateOrders ?? {};
    this.decimalMarks = plan.decimalMarks ?? {};
    this.spacing.take(plan);
    const { objections: entries } = plan;
    const known = this.objections;
    const same = known?.entries.length === entries?.length;
    this.objections =
      entries === undefined
        ? undefined
        : {
            entries,
            column: (same && known?.column) || '',
            matched: listed,
            name: (same && known?.name) || '',
          };
    this.encoderChosen = false;
    this.corrections = plan.corrections;
    this.chooseLevel(plan.level, plan.seed);
  }

  /** What the person has said of dates and numbers that can be read two ways. */
  said(): Pick<Plan, 'dateOrders' | 'decimalMarks'> {
    const { dateOrders, decimalMarks } = this;
    return {
      ...(Object.keys(dateOrders).length === 0 ? {} : { dateOrders }),
      ...(Object.keys(decimalMarks).length === 0 ? {} : { decimalMarks }),
    };
  }

  /** Says which mark stands before the decimals of a column. */
  setDecimalMark(column: string, mark: DecimalMark): void {
    this.decimalMarks = withAnswer(this.decimalMarks, column, mark);
  }

  /** Says how a column of dates orders day and month. */
  setDateOrder(column: string, order: AskedOrder): void {
    this.dateOrders = withAnswer(this.dateOrders, column, order);
  }

  /** Another recipe, or none; the one before can be taken back. */
  changeRecipe(recipe: Recipe | undefined): void {
    this.recipesBefore = [...this.recipesBefore, this.recipe];
    this.recipe = this.fitRecipe(recipe);
  }

  undoRecipe(): void {
    this.recipe = this.fitRecipe(this.recipesBefore.at(-1));
    this.recipesBefore = this.recipesBefore.slice(0, -1);
  }

  /** A recipe for the columns with the roles that they have now. */
  protected fitRecipe(recipe: Recipe | undefined): Recipe | undefined {
    return recipe && withRoles(recipe, this.columnNames, this.roles);
  }

  dropObjections(): void {
    this.objections = undefined;
  }

  chooseMethod(method: MethodId): void {
    this.method = method;
  }

  /** Sets something about the method; undefined leaves it to be worked out. */
  changeMethod(change: {
    readonly [K in keyof MethodSettings]: MethodSettings[K] | undefined;
  }): void {
    const settled = Object.entries({ ...this.methodSettings, ...change });
    this.methodSettings = Object.fromEntries(settled.filter(([, value]) => value !== undefined));
  }

  chooseEncoder(encoder: string): void {
    this.encoder = encoder;
    this.encoderChosen = true;
  }
}

/** Column names can be anything, `__proto__` among them. */
function withAnswer<T>(
  answers: Readonly<Record<string, T>>,
  column: string,
  answer: T,
): Record<string, T> {
  const others = Object.entries(answers).filter(([name]) => name !== column);
  return Object.fromEntries([...others, [column, answer]]);
}
