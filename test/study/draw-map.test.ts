import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/core/fault';
import { findNeighbours } from '../../src/core/graph/neighbours';
import { drain } from '../../src/core/steps';
import { drawMap, type LayOut, layOutHere } from '../../src/study/draw-map';
import type { Space } from '../../src/study/find-space';
import type { StudyWatch } from '../../src/study/study-ports';
import { blobs } from '../fixtures/matrices';

const { features: matrix } = blobs([60, 50, 40], 4, 2);
const order = Int32Array.from({ length: 150 }, (_, i) => 149 - i);
const space = {
  features: { matrix, textShare: 0 },
  graph: drain(findNeighbours(matrix, 15)),
  prepared: { rows: 150, order, fileRows: 151 },
} as unknown as Pick<Space, 'features' | 'graph' | 'prepared'>;

function watched() {
  const shown: Float32Array[] = [];
  const watch: StudyWatch = {
    signal: new AbortController().signal,
    report: () => undefined,
    stage: () => undefined,
    part: (part) => part.kind === 'layout' && shown.push(part.xy),
  };
  return { shown, watch };
}

describe('drawMap', () => {
  it('shows the layout by row of the file while it forms', async () => {
    const { shown, watch } = watched();
    const map = await drawMap(space, { seed: 1 }, layOutHere, watch);
    expect(map).toHaveLength(300);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown[0]).toHaveLength(302);
    expect(shown[0][300]).toBeNaN();
    expect(shown[0][0]).not.toBeNaN();
  });

  it('draws the same map here where the worker dies', async () => {
    const dying: LayOut = () => Promise.reject(new Fault('worker-died'));
    const { watch } = watched();
    const here = await drawMap(space, { seed: 1 }, layOutHere, watch);
    expect(await drawMap(space, { seed: 1 }, dying, watch)).toEqual(here);
  });

  it('does not go on where it was stopped', async () => {
    const stopped: LayOut = () => Promise.reject(new Fault('stopped'));
    await expect(drawMap(space, { seed: 1 }, stopped, watched().watch)).rejects.toMatchObject({
      code: 'stopped',
    });
  });
});
