import { describe, expect, it } from 'vitest';
import { createProgressMeter } from '../../src/app/progress';

describe('createProgressMeter', () => {
  it('tells the time left from the speed, once a second has been seen', () => {
    const meter = createProgressMeter();
    expect(meter.note(0, 100, 10)).toEqual({ done: 0, total: 100, secondsLeft: undefined });
    expect(meter.note(5, 100, 10.5).secondsLeft).toBeUndefined();
    expect(meter.note(10, 100, 11)).toEqual({ done: 10, total: 100, secondsLeft: 9 });
    expect(meter.note(40, 100, 12).secondsLeft).toBe(3);
  });

  it('goes by the last six seconds', () => {
    const meter = createProgressMeter();
    for (let second = 0; second <= 20; second++) meter.note(second, 1000, second);
    // From now on ten a second; six seconds later nothing older counts.
    let progress = meter.note(20, 1000, 20);
    for (let second = 1; second <= 6; second++)
      progress = meter.note(20 + 10 * second, 1000, 20 + second);
    expect(progress.secondsLeft).toBeCloseTo((1000 - 80) / 10, 6);
  });

  it('says nothing while nothing moves', () => {
    const meter = createProgressMeter();
    meter.note(5, 10, 0);
    expect(meter.note(5, 10, 3).secondsLeft).toBeUndefined();
    expect(meter.note(5, 10, 60).secondsLeft).toBeUndefined();
  });

  it('is at the end when all is done, and never below', () => {
    const meter = createProgressMeter();
    meter.note(0, 10, 0);
    expect(meter.note(10, 10, 2).secondsLeft).toBe(0);
    expect(meter.note(12, 10, 3).secondsLeft).toBe(0);
  });

  it('says nothing where the count went back', () => {
    const meter = createProgressMeter();
    meter.note(50, 100, 0);
    expect(meter.note(10, 100, 2).secondsLeft).toBeUndefined();
  });
});
