import { describe, expect, it } from 'vitest';
import { kmeans } from '../../../src/core/cluster/kmeans';
import { createMatrix, type Matrix } from '../../../src/core/matrix';
import { adjustedMutualInformation } from '../../../src/core/measure/adjusted-mutual-information';
import { normalisedMutualInformation } from '../../../src/core/measure/agreement';
import { gapStatistic } from '../../../src/core/measure/gap-statistic';
import { measureHomogeneity } from '../../../src/core/measure/homogeneity';
import { matchBest } from '../../../src/core/measure/match-labels';
import { pairsKept, predictionStrength } from '../../../src/core/measure/prediction-strength';
import { type Cluster, judgeStability, matchJaccard } from '../../../src/core/measure/stability';
import { countAt, findValley, testValley } from '../../../src/core/measure/valley';
import { decide, judgeSegments } from '../../../src/core/measure/verdict';
import { createRandom } from '../../../src/core/random';
import { drain } from '../../../src/core/steps';
import { blobs, randomMatrix, readMatrix } from '../../fixtures/matrices';
import golden from '../../golden/partition.json';

describe('agreement with known classes, against scikit-learn', () => {
  it.each(golden.agreement.cases.map((given, at) => ({ at, ...given })))('case $at', (given) => {
    expect(adjustedMutualInformation(given.a, given.b)).toBeCloseTo(given.ami, 8);
    const found = measureHomogeneity(given.a, given.b);
    expect(found.homogeneity).toBeCloseTo(given.homogeneity, 10);
    expect(found.completeness).toBeCloseTo(given.completeness, 10);
    expect(found.v).toBeCloseTo(given.v, 10);
    expect(found.v).toBeCloseTo(normalisedMutualInformation(given.a, given.b), 10);
  });

  it('says which lengths do not fit', () => {
    expect(() => adjustedMutualInformation([1, 2], [1])).toThrow('2 and 1 rows');
  });
});

describe('matchBest', () => {
  it.each(golden.matching.cases)('$rows x $cols: as much as SciPy finds', (given) => {
    const matched = matchBest(given.worth, given.rows, given.cols);
    let sum = 0;
    const taken = new Set<number>();
    matched.forEach((col, row) => {
      if (col < 0) return;
      expect(taken.has(col)).toBe(false);
      taken.add(col);
      sum += given.worth[row * given.cols + col];
    });
    expect(taken.size).toBe(Math.min(given.rows, given.cols));
    expect(sum).toBeCloseTo(given.most, 9);
  });
});

describe('gapStatistic', () => {
  it('gives the gaps of a run with 200 references elsewhere', () => {
    const { features, gaps } = golden.gap;
    const found = drain(gapStatistic(readMatrix(features), { seed: 1, most: 6, references: 40 }));
    found.tried.forEach(({ gap }, i) => {
      // Where k is right chance is all; finer, single starts end a little apart.
      const chance = 4 * gaps[i].sd * Math.sqrt(1 / 40 + 1 / 200);
      expect(Math.abs(gap - gaps[i].gap)).toBeLessThan(i < 3 ? chance : 0.07);
    });
    expect(found.k).toBe(3);
  });

  it('finds no segments in one cloud', () => {
    expect(drain(gapStatistic(randomMatrix(150, 3, 4), { seed: 1, most: 4 })).k).toBe(1);
  });
});

describe('predictionStrength', () => {
  it('finds as many segments as stand apart, and none in a cloud', () => {
    const { features } = blobs([60, 50, 40, 30], 4, 3);
    expect(drain(predictionStrength(features, { seed: 1, most: 6 })).k).toBe(4);
    expect(drain(predictionStrength(randomMatrix(200, 5, 2), { seed: 1, most: 5 })).k).toBe(1);
  });

  it('counts the pairs that stay together, by hand', () => {
    const kept = pairsKept(Int32Array.of(0, 0, 0, 0, 1, 2, 2), Int32Array.of(5, 5, 5, 1, 1, 0, 3));
    expect([...kept]).toEqual([0.5, 1, 0]);
  });
});

const by = (k: number): Cluster =>
  function* (features, seed) {
    return (yield* kmeans(features, { k, seed, starts: 4 })).labels;
  };

describe('judgeStability', () => {
  it('matches segments one to one, by hand', () => {
    const found = matchJaccard(
      Int32Array.of(0, 0, 0, 1, 1, -1),
      Int32Array.of(4, 4, 1, 1, 1, 4),
      3,
    );
    expect(found[0]).toBeCloseTo(2 / 4, 12);
    expect(found[1]).toBeCloseTo(2 / 3, 12);
    expect(found[2]).toBeNaN();
  });

  it('finds again what stands apart, and tells which segment does not come back', () => {
    // One group apart, and one cloud that is halved now this way and now that.
    const random = createRandom(3);
    const features = createMatrix(240, 2);
    for (let row = 0; row < 240; row++) {
      features.data[2 * row] = random.normal() + (row < 80 ? 30 : 0);
      features.data[2 * row + 1] = random.normal();
    }
    const labels = Int32Array.from({ length: 240 }, (_, row) =>
      row < 80 ? 0 : features.data[2 * row] > 0 ? 1 : 2,
    );
    const found = drain(judgeStability(features, labels, by(3), { seed: 1, runs: 30 }));
    expect(found.segments[0]).toEqual({ jaccard: 1, spread: 0, dissolved: 0 });
    expect(found.segments[1].jaccard).toBeLessThan(0.8);
    expect(found.runs).toBe(30);
    expect(drain(judgeStability(features, labels, by(3), { seed: 1, runs: 30 }))).toEqual(found);
  });

  it('shows the method 80 % of the rows, other ones each time', () => {
    const seen: Matrix[] = [];
    const watch: Cluster = function* (features) {
      seen.push(features);
      yield { done: 1, total: 1 };
      return new Int32Array(features.rows);
    };
    drain(judgeStability(randomMatrix(50, 2, 1), new Int32Array(50), watch, { seed: 1 }));
    expect(seen.length).toBe(50);
    expect(seen.every(({ rows }) => rows === 40)).toBe(true);
    expect(new Set(seen.map(({ data }) => data.join())).size).toBe(50);
  });
});

describe('valley', () => {
  const pairOf = (left: number[], right: number[]) => ({
    values: Float64Array.from([...left, ...right]),
    first: [...left.map(() => true), ...right.map(() => false)],
  });

  it('counts rows between and on the emptier side, by hand', () => {
    const pair = pairOf([-0.1, 0, 0, 0.1], [0.5, 1.1, 1.2, 1.2]);
    expect(countAt(pair, 0.5)).toEqual({ valley: 1, hill: 3 });
  });

  it('is sure with many rows beside an empty stretch only', () => {
    expect(testValley({ valley: 0, hill: 10 })).toBeCloseTo((0.2 / 0.275) ** 10, 10);
    expect(testValley({ valley: 0, hill: 10 })).toBeGreaterThan(0.01);
    expect(testValley({ valley: 0, hill: 20 })).toBeLessThan(0.01);
    expect(testValley({ valley: 15, hill: 20 })).toBeGreaterThan(0.5);
    expect(testValley({ valley: 0, hill: 0 })).toBe(1);
  });

  it('lies where the rows are fewest', () => {
    const left = Array.from({ length: 41 }, (_, i) => (i - 20) / 100);
    const right = Array.from({ length: 41 }, (_, i) => 1 + (i - 20) / 20 / 1.6);
    const { place, ratio } = findValley(pairOf(left, right));
    expect(place).toBe(0.4);
    // 6 rows in 0.3 of the way beside 13 in 0.4, each counted one more.
    expect(ratio).toBeCloseTo(7 / 0.15 / (14 / 0.2), 9);
  });
});

describe('decide', () => {
  const stability = (jaccard: number) => ({ jaccard });
  const halves = (apart: number, agreement: number, leastAgreement = agreement) => ({
    apart,
    agreement,
    leastAgreement,
  });
  const grouped = { belowNormal: 9, belowEven: 9 };
  const cloud = { belowNormal: 9, belowEven: 0 };

  it.each([
    ['natural', stability(0.9), halves(0.9, 0.9), cloud],
    ['reproducible', stability(0.9), halves(0.3, 0.9), grouped],
    ['constructed', stability(0.7), halves(0.3, 0.9), grouped],
    ['constructed', stability(0.5), halves(0.9, 0.9), grouped],
    ['none', stability(0.9), halves(0.1, 0.9, 0.2), cloud],
    ['none', stability(0.9), halves(0, 0.5), { belowNormal: 0, belowEven: 9 }],
  ] as const)('%s', (verdict, stable, apart, clouds) => {
    expect(decide(stable, apart, clouds)).toBe(verdict);
  });
});

describe('judgeSegments', () => {
  const judge = (features: Matrix, k: number) => {
    const labels = drain(by(k)(features, 1));
    return drain(judgeSegments(features, labels, by(k), { seed: 1, runs: 12 }));
  };

  it.each([2, 10, 100])('calls three groups natural and pure noise not, in %i columns', (cols) => {
    const { features } = blobs([150, 150, 150], cols, 2, 1);
    const found = judge(features, 3);
    expect(found.verdict).toBe('natural');
    expect(Math.min(...found.setApart.segments)).toBeGreaterThan(0.9);
    const noise = judge(randomMatrix(450, cols, 3), 4);
    expect(noise.verdict).toBe('none');
    expect(noise.setApart.apart).toBe(0);
  });

  it('calls the halves of one long cloud reproducible', () => {
    const long = randomMatrix(600, 3, 5);
    for (let row = 0; row < 600; row++) long.data[3 * row] *= 8;
    const found = judge(long, 2);
    expect(found.verdict).toBe('reproducible');
    expect(found.setApart.apart).toBe(0);
  });

  it('finds none in a single segment', () => {
    expect(judge(randomMatrix(60, 2, 1), 1).verdict).toBe('none');
  });
});
