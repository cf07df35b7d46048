import { expect, it } from 'vitest';
import { maybeFlag } from '../../../src/core/prepare/flags';

it.each(['yes', 'Y', ' TRUE ', '1', '1.0', 'ja', 'Oui', 'sí', '是', '√', 'on'])(
  'takes %j for yes',
  (cell) => {
    expect(maybeFlag(cell)).toBe(true);
  },
);

it.each(['no', 'N', 'False', '0', '0.0', 'nein', 'non', '否', '×', 'off'])(
  'takes %j for no',
  (cell) => {
    expect(maybeFlag(cell)).toBe(false);
  },
);

it.each(['', 'maybe', '2', '10', 'yes please', '是的吗', 'constructor'])(
  'takes %j for neither',
  (cell) => {
    expect(maybeFlag(cell)).toBeUndefined();
  },
);
