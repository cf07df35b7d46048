import { describe, expect, it } from 'vitest';
import { contrast, rampOf, type ThemeId } from '../../../src/core/draw/palette';
import { BACKGROUNDS } from '../../../src/ui/map/picture';

describe.each<ThemeId>(['light', 'dark'])('rampOf, %s', (theme) => {
  const shares = Array.from({ length: 24 }, (_, i) => i / 23);
  const contrasts = shares.map((share) => contrast(rampOf(share, theme), BACKGROUNDS[theme]));

  it('stands out from the ground by 3 to 1, and more where there is more', () => {
    for (const [i, found] of contrasts.entries()) {
      expect(found).toBeGreaterThanOrEqual(3);
      if (i > 0) expect(found).toBeGreaterThan(contrasts[i - 1]);
    }
  });
});
