import { Fault } from '../core/fault';
import { type KeptModel, MODEL_VERSION } from './segment-models';

/** A model as it stands in a project file. */
export function modelToJson(model: KeptModel): string {
  return JSON.stringify(model);
}

/**
 * @returns undefined for a model of another version: it is learnt anew from the project's own file.
 * @throws Fault project-damaged
 */
export function modelFromJson(text: string): KeptModel | undefined {
  let found: Partial<KeptModel>;
  try {
    found = JSON.parse(text) as Partial<KeptModel>;
  } catch {
    throw new Fault('project-damaged');
  }
  if (!isObject(found) || typeof found.version !== 'number') throw new Fault('project-damaged');
  if (found.version !== MODEL_VERSION) return undefined;
  const { recipe, preparation, fit, encoder, references } = found;
  const sound =
    typeof encoder === 'string' &&
    isObject(recipe) &&
    Array.isArray(recipe.blocks) &&
    recipe.blocks.every(
      (block) => isObject(block) && areNumbers(block.means) && Number.isFinite(block.scale),
    ) &&
    Array.isArray(recipe.columns) &&
    (recipe.text === undefined || (isObject(recipe.text) && areNumbers(recipe.text.middle))) &&
    isObject(preparation) &&
    Array.isArray(preparation.treated) &&
    isObject(preparation.decimalMarks) &&
    isObject(preparation.dateOrders) &&
    isObject(fit) &&
    Array.isArray(fit.centres) &&
    fit.centres.every((centre) => areNumbers(centre) && centre.length === recipe.columns.length) &&
    Array.isArray(fit.distances) &&
    fit.distances.length === fit.centres.length + 1 &&
    fit.distances.every(isObject) &&
    (fit.rule === 'neighbours' || fit.rule === 'centres') &&
    isObject(fit.trial) &&
    areNumbers(fit.trial.won) &&
    areNumbers(fit.trial.lost) &&
    (references === undefined || areNumbers(references));
  if (!sound) throw new Fault('project-damaged');
  return found as KeptModel;
}

function isObject<T>(value: T): value is T & object {
  return typeof value === 'object' && value !== null;
}

function areNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => Number.isFinite(one));
}
