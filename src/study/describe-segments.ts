import type { Clustering } from '../core/cluster/clustering';
import type { Graph } from '../core/graph/neighbours';
import type { Matrix } from '../core/matrix';
import type { Prepared } from '../core/prepare/prepare-customers';
import { findConfidence } from '../core/segments/confidence';
import { findExemplars } from '../core/segments/exemplars';
import { findTraits, markSensitive } from '../core/segments/traits';
import type { Language } from '../core/text/language';
import type { StudyPorts, StudyWatch } from './study-ports';
import { nameSegments } from './name-segments';
import type { Segment } from './outcome';

/** What the description is made from, by customer of `prepared`. */
export interface Described {
  readonly prepared: Prepared;
  readonly vectors: Matrix | undefined;
  readonly graph: Graph;
  readonly space: Matrix;
  readonly clustering: Clustering;
  /** The group of texts that say nearly the same, per text, where such count as one. */
  readonly alike: Int32Array | undefined;
  /** Whether names may speak of health, religion, debt and the like. */
  readonly sensitive: 'avoid' | 'allow';
  /** Words that the person wants in no name, as `tidyStopWords` makes them. */
  readonly stopWords?: readonly string[];
}

const EXEMPLARS = 5;

/** Every segment with its evidence; `typical` names customers of `prepared`. */
export async function describeSegments(
  found: Described,
  language: Language,
  encoder: string,
  ports: StudyPorts,
  watch: StudyWatch,
): Promise<{ segments: Segment[]; confidence: Float32Array }> {
  const { prepared, vectors, graph, space, clustering } = found;
  const { labels, k } = clustering;
  const confidence = findConfidence(graph, labels);
  const traits = findTraits(prepared, labels, k).map((list) =>
    found.sensitive === 'allow' ? list : markSensitive(list),
  );
  const typical = findExemplars(space, labels, clustering.centres, prepared, vectors, EXEMPLARS);
  const sizes = new Int32Array(k);
  const sure = new Float64Array(k);
  labels.forEach((label, row) => {
    if (label < 0) return;
    sizes[label]++;
    sure[label] += confidence[row];
  });
  const words =
    vectors === undefined
      ? undefined
      : await nameSegments(
          { prepared, alike: found.alike, labels, k },
          found,
          vectors,
          language,
          encoder,
          ports,
          watch,
        );
  const segments = Array.from({ length: k }, (_, label): Segment => ({
    label,
    size: sizes[label],
    share: sizes[label] / prepared.rows,
    confidence: sure[label] / sizes[label],
    phrase: words?.phrases[label],
    traits: traits[label],
    keyphrases: words?.keyphrases[label] ?? [],
    typical: [...typical[label]],
    quotes: [...typical[label]].map((row) =>
      prepared.textOf[row] < 0 ? '' : prepared.texts[prepared.textOf[row]],
    ),
  }));
  return { segments, confidence };
}
