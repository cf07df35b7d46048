// How often texts of each rating are mixed, for several rules: TEXTS.json of {"set", "text", "strength"}.
import { readFileSync } from 'node:fs';
import { readMood } from '../../src/core/mood/read-mood';
import { splitClauses } from '../../src/core/mood/split-clauses';
import { loadMoodModel } from '../../src/models/mood-models';

const [file, ...sets] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(file, 'utf8')) as {
  set: string;
  text: string;
  strength: number | null;
}[];
const model = await loadMoodModel('en', '');
for (const set of sets) {
  const mine = texts.filter((text) => text.set === set);
  const read = mine.map(({ text, strength }) => {
    const clauses = splitClauses(text, 'en').map((clause) => readMood(clause, undefined, model));
    return { strength, clauses, whole: readMood(text, undefined, model) };
  });
  for (const clear of [0.5, 0.7, 0.8, 0.9])
    for (const share of [0, 0.2, 0.3]) {
      const counts = new Map<number | null, [number, number]>();
      for (const { strength, clauses } of read) {
        const sum = (side: number) =>
          clauses.reduce(
            (all, one) => all + (side * one.strength >= clear ? side * one.strength : 0),
            0,
          );
        const [praise, blame] = [sum(1), sum(-1)];
        const mixed =
          Math.min(praise, blame) > 0 && Math.min(praise, blame) / (praise + blame) >= share;
        const [all, yes] = counts.get(strength) ?? [0, 0];
        counts.set(strength, [all + 1, yes + (mixed ? 1 : 0)]);
      }
      console.log(
        set,
        clear,
        share,
        [...counts]
          .sort(([a], [b]) => (a ?? 0) - (b ?? 0))
          .map(([s, [all, yes]]) => `${s}: ${(yes / all).toFixed(2)} of ${all}`)
          .join('  '),
      );
    }
}
