import type { Choice } from '../core/cluster/choose-k';
import { settleLabels } from '../core/cluster/clustering';
import { readOwnThemes } from '../core/cluster/own-themes';
import { placeNoise } from '../core/cluster/place-noise';
import {
  type Assigned,
  assignThemes,
  blend,
  type Centred,
  orderThemes,
} from '../core/cluster/theme-groups';
import { centreTexts } from '../core/features/centre-texts';
import { Fault } from '../core/fault';
import { type Matrix, takeRows } from '../core/matrix';
import type { Watch } from '../core/ports';
import type { SegmentNote } from '../core/segments/method-notes';
import type { Plan } from '../core/study';
import { inferLanguage } from '../core/text/language';
import { chooseForTexts, readSpoken } from './choose-for-texts';
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
  const { prepared, vectors, ports, rows } = space;
  const { settings = {} } = plan;
  if (prepared.texts.length === 0 || vectors === undefined || ports === undefined)
    throw new Fault('method-unfit', { needs: 'texts' });
  const own = settings.themes === undefined ? undefined : readOwnThemes(settings.themes);
  if (own?.length === 0) throw new Fault('method-unfit', { needs: 'list' });
  // Neighbours make groups clearer, but carry a text away from what a given title means.
  const texts = readSpoken(space, vectors, own === undefined);
  const { weights } = texts;
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
    let { k } = plan;
    if (k === null)
      ({ k, tried } = await chooseForTexts(space, vectors, plan.seed, partOfWork(watch, 0, 0.1)));
    proposals = await proposeThemes(
      { texts: prepared.texts, vectors, weights },
      encode,
      ports,
      { k, seed: plan.seed, sensitive: plan.sensitive ?? 'avoid', model },
      partOfWork(watch, plan.k === null ? 0.1 : 0, 0.8),
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
    chosen = await drive(
      orderThemes(texts, weights, found.directions, k),
      partOfWork(watch, 0.8, 0.9),
    );
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
