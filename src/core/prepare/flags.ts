const YES = new Set(
  'yes y true t 1 on ok x ja j wahr oui o vrai si sí s verdadero sim verdadeiro tak da да はい 是 有 真 对 已 同意 √ ✓ ✔'.split(
    ' ',
  ),
);
const NO = new Set(
  'no n false f 0 off nein falsch non faux não nao falso nie нет いいえ 否 无 假 不 未 不同意 × ✗ ✘'.split(
    ' ',
  ),
);

/**
 * What a cell says to a question of yes or no, in the languages that exports come in.
 *
 * @returns undefined when it is neither.
 */
export function maybeFlag(cell: string): boolean | undefined {
  const said = cell.trim().toLowerCase().replace(/\.0+$/u, '');
  if (YES.has(said)) return true;
  return NO.has(said) ? false : undefined;
}
