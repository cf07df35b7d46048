import { chooseNumber, MOST, type Choice, type Trial } from '../core/cluster/choose-k';
import { settleLabels } from '../core/cluster/clustering';
import { readOwnThemes } from '../core/cluster/own-themes';
import { placeNoise } from '../core/cluster/place-noise';
import {
  type Assigned,
  assignThemes,
  blend,
  type Centred,
  centreByWeight,
  orderThemes,
} from '../core/cluster/theme-groups';
import { centreTexts } from '../core/features/centre-texts';
import { Fault } from '../core/fault';
import { createMatrix, firstRows, type Matrix, normalise, rowOf, takeRows } from '../core/matrix';
import type { Watch } from '../core/ports';
import type { SegmentNote } from '../core/segments/method-notes';
import { rescale } from '../core/steps';
import type { Plan } from '../core/study';
import { weighAlike } from '../core/text/alike';
import { inferLanguage } from '../core/text/language';
import { drive } from './drive';
import { embedTexts } from './embed-texts';
import type { Space } from './find-space';
import type { InformedClustering } from './informed-methods';
import { partOfWork } from './part-of-work';
import { type ProposedTheme, proposeThemes, type ThemeProposals } from './propose-themes';
import type { StudyPorts } from './study-ports';

/** How much of a theme stays where its title says: of one's own list more than of proposals. */
const KEEP_OWN = 0.2;
const KEEP_PROPOSED = 0.1;
/** How much a title counts beside the texts that it was proposed for. */
const TITLE = 0.5;
/** Share of those who say something that a proposed theme must hold, of what it would on average and of all. */
const LEAST_OF_EVEN = 0.25;
const LEAST = 0.01;

/** Themes ready to be assigned. */
interface Themes {
  readonly themes: readonly ProposedTheme[];
  /** One unit row per theme, from the middle of all texts. */
  readonly directions: Matrix;
}

/**
 * Groups customers by the theme that fits what they say: themes of the person's own as they stand, or
 * such as the small model and phrases of the texts propose. Proposed themes that hold nobody, or
 * hardly anybody, fall away.
 *
 * @throws Fault method-unfit without texts, or where the model is wanted that is not there.
 */
export async function groupByThemes(
  space: Space,
  plan: Plan,
  watch: Watch,
): Promise<InformedClustering> {
  const { prepared, vectors, ports, rows, alike } = space;
  const { settings = {} } = plan;
  if (prepared.texts.length === 0 || vectors === undefined || ports === undefined)
    throw new Fault('method-unfit', { needs: 'texts' });
  const own = settings.themes === undefined ? undefined : readOwnThemes(settings.themes);
  if (own?.length === 0) throw new Fault('method-unfit', { needs: 'list' });
  const weights = weighTexts(space);
  // Neighbours make groups clearer, but carry a text away from what a given title means.
  const spoken = own === undefined ? smoothTexts(space, vectors) : vectors;
  const texts = centreByWeight(spoken, weights);
  const encode = (titles: readonly string[], inner: Watch) =>
    encodeTitles(titles, plan.encoder, vectors.cols, ports, inner);

  let found: Themes;
  let proposals: ThemeProposals | undefined;
  let chosen: readonly number[];
  let tried: Choice['tried'] = [];
  if (own !== undefined) {
    const titles = await encode(
      own.map(({ meaning }) => meaning),
      partOfWork(watch, 0, 0.5),
    );
    found = {
      themes: own.map(({ title }) => ({ title, from: 'own' })),
      directions: centreTexts(titles, texts.middle),
    };
    chosen = [...own.keys()];
  } else {
    const model = settings.proposals !== 'phrases';
    if (model && (ports.openWriter === undefined || inferLanguage(prepared.texts) !== 'en'))
      throw new Fault('method-unfit', { needs: 'writer' });
    proposals = await proposeThemes(
      { texts: prepared.texts, vectors, weights },
      encode,
      ports,
      { k: plan.k, seed: plan.seed, sensitive: plan.sensitive ?? 'avoid', model },
      partOfWork(watch, 0, 0.6),
    );
    if (proposals.themes.length === 0) throw new Fault('method-unfit', { needs: 'words' });
    found = {
      themes: proposals.themes,
      directions: blend(
        centreTexts(proposals.titles, texts.middle),
        centreTexts(proposals.centres, texts.middle),
        TITLE,
      ),
    };
    const most = plan.k ?? MOST;
    const order = await drive(
      orderThemes(texts, weights, found.directions, most),
      partOfWork(watch, 0.6, 0.7),
    );
    let { k } = plan;
    if (k === null) {
      const trial = tryThemes(texts, weights, takeRows(found.directions, order), prepared.textOf);
      ({ k, tried } = await drive(
        chooseNumber(rows, trial, plan.seed),
        partOfWork(watch, 0.7, 0.9),
      ));
    }
    chosen = order.slice(0, k);
  }
  const assigned = await assignKept(texts, weights, found, chosen, own !== undefined, watch);
  const named = await proposals?.nameThemes(
    assigned.labels,
    assigned.kept.length,
    partOfWork(watch, 0.92, 0.95),
  );
  const leave = settings.unplaced === 'leave';
  const raw = prepared.textOf.map((text) => {
    if (text < 0) return -1;
    // Who is no nearer to a theme than texts are on average fits none.
    return leave && assigned.fits[text] <= 0 ? -1 : assigned.labels[text];
  });
  const settled = settleLabels(rows, raw);
  const { labels } = await drive(
    placeNoise(rows, settled.labels, { how: leave || settled.k === 0 ? 'leave' : 'centre' }),
    partOfWork(watch, 0.95, 1),
  );
  const clustering = settleLabels(rows, labels);
  const themeOf = Array.from({ length: clustering.k }, (_, label) => {
    const place = labels[clustering.labels.indexOf(label)];
    return raw[settled.labels.indexOf(place)];
  });
  const held = new Set(themeOf.map((theme) => assigned.kept[theme]));
  const told = themeOf.map((theme) => named?.[theme] ?? found.themes[assigned.kept[theme]]);
  const count = (from: ProposedTheme['from']) => told.filter((theme) => theme.from === from).length;
  if (clustering.k === 0) throw new Fault('method-unfit', { needs: 'words' });
  return {
    clustering,
    tried,
    known: {
      notes: told.map((theme): SegmentNote => ({ kind: 'theme', themes: [theme] })),
      order: prepared.order,
      labels: clustering.labels,
      report: {
        kind: 'themes',
        from: { own: count('own'), model: count('model'), phrases: count('phrases') },
        fell: chosen.filter((theme) => !held.has(theme)).map((theme) => found.themes[theme].title),
      },
    },
  };

  function weighTexts({ prepared: { textOf } }: Space): Float64Array {
    const counts = new Float64Array(prepared.texts.length);
    const each = alike === undefined ? undefined : weighAlike(textOf, alike);
    textOf.forEach((text, customer) => {
      if (text >= 0) counts[text] += each?.[customer] ?? 1;
    });
    return counts;
  }
}

/**
 * The vectors of texts, made smooth by their neighbours where customers do nothing but speak: the
 * neighbours are then such as say the like.
 */
function smoothTexts({ prepared, rows, features, metric }: Space, vectors: Matrix): Matrix {
  if (features.textShare < 1 || metric !== undefined || rows.cols < vectors.cols) return vectors;
  const smooth = createMatrix(vectors.rows, vectors.cols);
  prepared.textOf.forEach((text, customer) => {
    if (text < 0) return;
    const to = rowOf(smooth, text);
    const from = rowOf(rows, customer);
    for (let col = 0; col < to.length; col++) to[col] += from[col];
  });
  for (let text = 0; text < smooth.rows; text++) {
    const said = rowOf(smooth, text);
    // A text of nobody here, as where segments are locked, keeps its own.
    if (said.every((value) => value === 0)) said.set(rowOf(vectors, text));
    normalise(said);
  }
  return smooth;
}

interface Kept extends Assigned {
  /** The theme, among those found, of each label. */
  readonly kept: readonly number[];
}

/** Assigns texts to themes; proposed ones that hold too few fall away, and all choose again. */
async function assignKept(
  texts: Centred,
  weights: Float64Array,
  { directions }: Themes,
  chosen: readonly number[],
  own: boolean,
  watch: Watch,
): Promise<Kept> {
  const keep = own ? KEEP_OWN : KEEP_PROPOSED;
  let kept = chosen;
  for (;;) {
    const found = await drive(
      assignThemes(texts, weights, takeRows(directions, kept), { keep }),
      partOfWork(watch, 0.9, 0.92),
    );
    if (own) return { ...found, kept };
    const sizes = new Float64Array(kept.length);
    found.labels.forEach((label, text) => {
      sizes[label] += weights[text];
    });
    const whole = sizes.reduce((sum, size) => sum + size, 0);
    const least = whole * Math.min(LEAST, LEAST_OF_EVEN / kept.length);
    const smallest = sizes.indexOf(Math.min(...sizes));
    if (kept.length === 1 || sizes[smallest] >= least) return { ...found, kept };
    kept = kept.filter((_, at) => at !== smallest);
  }
}

/** Groups the first customers by the first themes, as a trial for the number of segments. */
function tryThemes(
  texts: Centred,
  weights: Float64Array,
  ordered: Matrix,
  textOf: Int32Array,
): Trial {
  return function* (sample, k) {
    const said = [...new Set(textOf.subarray(0, sample.rows))].filter((text) => text >= 0);
    const part = { ...texts, rows: takeRows(texts.rows, said) };
    const themes = firstRows(ordered, Math.min(k, ordered.rows));
    const { labels } = yield* rescale(
      assignThemes(
        part,
        Float64Array.from(said, (text) => weights[text]),
        themes,
        { keep: KEEP_PROPOSED },
      ),
      0,
      1,
    );
    const labelOf = new Map(said.map((text, at) => [text, labels[at]]));
    return {
      k: new Set(labels).size,
      labels: textOf.slice(0, sample.rows).map((text) => labelOf.get(text) ?? -1),
    };
  };
}

async function encodeTitles(
  titles: readonly string[],
  encoder: string,
  dimensions: number,
  ports: StudyPorts,
  watch: Watch,
): Promise<Matrix> {
  const { vectors } = await embedTexts(
    titles,
    { id: encoder, dimensions },
    () => ports.openEncoder(encoder),
    ports.vectors,
    watch,
    { known: () => undefined, full: () => undefined },
  );
  return vectors;
}
