import { CONFIDENCE, type ExploredColumn, MOOD, THEME } from '../../study/explored-column';
import type { Mood } from '../../core/mood/text-mood';
import type { Words } from '../../words/words';

/** A chart with a name in words, and its levels where they are no words of the file. */
export function wordedChart(chart: ExploredColumn, words: Words): ExploredColumn {
  if (chart.column !== MOOD) return { ...chart, name: chartName(chart, words) };
  const levels = chart.levels.map((level) => words.mood.moods[level as Mood]);
  return { ...chart, name: chartName(chart, words), levels };
}

export function chartName({ column, name }: ExploredColumn, { explore }: Words): string {
  if (column === CONFIDENCE) return explore.confidence;
  if (column === MOOD) return explore.mood;
  return column === THEME ? explore.theme : name;
}
