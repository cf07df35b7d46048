import { type Stage, STAGES } from '../core/study';
import { createProgressMeter, type Progress, type ProgressMeter } from './progress';

/** Seconds that a stage takes: so many at least, and so many more for each customer. */
interface Cost {
  readonly least: number;
  readonly each: number;
}

/**
 * What the stages took on two cores, from 1,000 to 1,000,000 customers: with texts, and without. How long
 * texts take is measured while they are read, since it hangs on their length; of the map what is left of it
 * once segments are found, since it is drawn beside.
 */
const COSTS: Readonly<Record<'texts' | 'plain', Readonly<Record<Stage, Cost>>>> = {
  texts: {
    prepare: { least: 0, each: 3e-5 },
    encode: { least: 1.5, each: 3.3e-3 },
    compare: { least: 0, each: 2.5e-4 },
    group: { least: 0.4, each: 6.3e-4 },
    map: { least: 0.5, each: 2e-5 },
    name: { least: 0.1, each: 4.8e-4 },
  },
  plain: {
    prepare: { least: 0, each: 1e-5 },
    encode: { least: 0, each: 0 },
    compare: { least: 0, each: 5e-6 },
    group: { least: 0.4, each: 3.3e-5 },
    map: { least: 0.5, each: 4e-5 },
    name: { least: 0.3, each: 0 },
  },
};
/** Stages whose count runs once from nothing to all; that of the others begins again. */
const COUNTED: ReadonlySet<Stage> = new Set(['encode', 'compare', 'map']);
/** Seconds of the usual that stand beside what was measured of this machine. */
const USUAL = 2;
/** Seconds of work before anything is said. */
const ENOUGH = 1;
/** Of the usual time, what a stage that takes longer is still given. */
const TAIL = 0.15;
/** The time left may rise by so much in a second: a machine that becomes slower is told, without a jump. */
const RISE = 0.5;

export interface JobFacts {
  readonly rows: number;
  /** Whether texts are read. */
  readonly texts: boolean;
}

/** Follows a whole job, stage by stage; all times in seconds. */
export interface JobMeter {
  begin(stage: Stage, now: number): Progress;
  note(done: number, total: number, now: number): Progress;
}

export function createJobMeter({ rows, texts }: JobFacts, began: number): JobMeter {
  const costs = COSTS[texts ? 'texts' : 'plain'];
  const usual = (stage: Stage) => costs[stage].least + costs[stage].each * rows;
  let stage: Stage = 'prepare';
  let since = began;
  let reading: ProgressMeter = createProgressMeter();
  /** Of stages that are over and hang on the machine alone. */
  let measured = 0;
  let expected = 0;
  let shown: { left: number; at: number } | undefined;

  const slowness = () => (measured + USUAL) / (expected + USUAL);
  const later = () =>
    STAGES.slice(STAGES.indexOf(stage) + 1).reduce((sum, next) => sum + usual(next), 0);

  /** Of the stage under way; undefined where nothing can be told yet. */
  function leftOfStage(done: number, total: number, now: number): number | undefined {
    // Before the first count a model is opened, which tells nothing of the reading.
    if (stage === 'encode' && texts)
      return total === 0 ? undefined : reading.note(done, total, now).secondsLeft;
    if (stage === 'prepare' || now - began < ENOUGH) return undefined;
    const took = now - since;
    const guess = usual(stage) * slowness();
    const share = COUNTED.has(stage) && total > 0 ? Math.min(1, done / total) : 0;
    if (share === 0) return Math.max(guess - took, guess * TAIL);
    // The further it is, the more is told by itself.
    return (1 - share) * (share * (took / share) + (1 - share) * guess);
  }

  function tell(done: number, total: number, now: number): Progress {
    const left = leftOfStage(done, total, now);
    if (left !== undefined) {
      const all = left + later() * slowness();
      const most = shown === undefined ? all : shown.left + RISE * (now - shown.at);
      shown = { left: Math.min(all, most), at: now };
    } else if (shown !== undefined)
      shown = { left: Math.max(0, shown.left - (now - shown.at)), at: now };
    return { done, total, secondsLeft: shown?.left };
  }

  return {
    begin(next, now) {
      if (stage !== 'encode' && stage !== 'prepare') {
        measured += now - since;
        expected += usual(stage);
      }
      stage = next;
      since = now;
      reading = createProgressMeter();
      return tell(0, 0, now);
    },
    note: tell,
  };
}
