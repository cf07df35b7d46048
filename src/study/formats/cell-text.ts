/** Longer runs of zeros than this stay written with an exponent. */
const MOST_ZEROS = 30;

/** A number as a table writes it: shortest digits that read back the same, no exponent, no `.0`. */
export function writeNumber(value: number | bigint): string {
  if (typeof value === 'bigint') return `${value}`;
  if (Number.isNaN(value)) return '';
  if (value === 0) return '0';
  const text = `${value}`;
  return text.includes('e') ? withoutExponent(text) : text;
}

function withoutExponent(text: string): string {
  const [digits, exponent] = text.split('e');
  const places = Number(exponent);
  return Math.abs(places) > MOST_ZEROS ? text : shiftPoint(digits, places);
}

/** Moves the decimal point of a plain number to the right (or left, below 0), digit by digit. */
export function shiftPoint(text: string, places: number): string {
  const sign = text.startsWith('-') ? '-' : '';
  const [whole, fraction = ''] = text.slice(sign.length).split('.');
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = digits.padStart(digits.length + Math.max(0, 1 - point), '0');
  const at = Math.max(1, point);
  const left = padded
    .slice(0, at)
    .padEnd(at, '0')
    .replace(/^0+(?=\d)/, '');
  const right = padded.slice(at).replace(/0+$/, '');
  const moved = right === '' ? left : `${left}.${right}`;
  return moved === '0' ? '0' : sign + moved;
}

/** A 32-bit float with no more digits than it takes to tell it from its neighbours. */
export function writeFloat32(value: number): string {
  const exact = Number.isInteger(value) && Math.abs(value) <= 2 ** 24;
  if (!Number.isFinite(value) || exact) return writeNumber(value);
  for (let digits = 6; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return writeNumber(shorter);
  }
  return writeNumber(Number(value.toPrecision(9)));
}

/** A whole number of units of 10^-scale; as many decimals as the scale says. */
export function writeDecimal(units: bigint, scale: number): string {
  if (scale <= 0) return `${units * 10n ** BigInt(-scale)}`;
  const sign = units < 0n ? '-' : '';
  const digits = `${units < 0n ? -units : units}`.padStart(scale + 1, '0');
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** `2024-01-05` from the days since 1970. */
export function writeDay(days: number): string {
  const date = new Date(days * 86400000);
  if (Number.isNaN(date.getTime())) return '';
  const [day] = date.toISOString().split('T');
  return day.replace(/^\+0*(?=\d{5})/, '');
}

/** `09:05:00` from whole seconds; more than 24 hours go on counting. */
export function writeClock(seconds: number): string {
  const two = (figure: number) => `${figure}`.padStart(2, '0');
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map(two)
    .join(':');
}

/**
 * `2024-01-05 09:05:00`, with a fraction where there is one.
 *
 * @param ticks since 1970, `perSecond` of them in a second (a power of ten).
 */
export function writeMoment(ticks: bigint, perSecond: bigint): string {
  const perDay = perSecond * 86400n;
  const rest = ((ticks % perDay) + perDay) % perDay;
  const day = writeDay(Number((ticks - rest) / perDay));
  if (day === '') return `${ticks}`;
  return `${day} ${writeTime(rest, perSecond)}`;
}

/** `09:05:00.5` from the ticks since midnight. */
export function writeTime(ticks: bigint, perSecond: bigint): string {
  const digits = `${perSecond}`.length - 1;
  const fraction = `${ticks % perSecond}`.padStart(digits, '0').replace(/0+$/, '');
  const clock = writeClock(Number(ticks / perSecond));
  return fraction === '' || digits === 0 ? clock : `${clock}.${fraction}`;
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** A size as people say it: 1.5 GB. */
export function writeSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(bytes || 1) / 10)));
  return `${writeNumber(Number((bytes / 1024 ** step).toPrecision(3)))} ${UNITS[step]}`;
}
