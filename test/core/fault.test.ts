import { expect, it } from 'vitest';
import { asFault, Fault, FAULT_CODES, isFault } from '../../src/core/fault';

it('tells its code and its figures in one line', () => {
  const fault = new Fault('segments-too-many', { rows: 3, k: 5 });
  expect(fault.message).toBe('segments-too-many: rows 3, k 5');
  expect(fault).toMatchObject({ name: 'Fault', code: 'segments-too-many' });
  expect(fault.details).toEqual({ rows: 3, k: 5 });
  expect(fault).toBeInstanceOf(Error);
  expect(new Fault('stopped').message).toBe('stopped');
});

it('keeps a fault as it is and wraps everything else with its message', () => {
  const fault = new Fault('stopped');
  expect(asFault(fault)).toBe(fault);
  expect(asFault(new TypeError('no such thing'))).toMatchObject({
    code: 'unexpected',
    details: { message: 'no such thing' },
  });
  expect(asFault('plain').details).toEqual({ message: 'plain' });
  expect(isFault(fault)).toBe(true);
  expect(isFault(new Error('stopped'))).toBe(false);
});

it('has no code twice', () => {
  expect(new Set(FAULT_CODES).size).toBe(FAULT_CODES.length);
});
