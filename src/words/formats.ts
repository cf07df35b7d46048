/** What writes values in the way of a language. */
export interface Format<T> {
  format(value: T): string;
}

const made = new Map<string, Format<never>>();

/**
 * Formats of the browser, made when they are first used and kept: to make one takes milliseconds,
 * and the words of the page have dozens.
 */
function formatOf<T>(key: string, make: () => Format<T>): Format<T> {
  return {
    format(value) {
      let format = made.get(key) as Format<T> | undefined;
      if (format === undefined) made.set(key, (format = make()));
      return format.format(value);
    },
  };
}

/** @param options those of Intl.NumberFormat. */
export function numberFormat(
  locale: string,
  options: Intl.NumberFormatOptions = {},
): Format<number> {
  return formatOf(
    `number ${locale} ${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(locale, options),
  );
}

/** @param options those of Intl.DateTimeFormat. */
export function dateFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Format<Date | number> {
  return formatOf(
    `date ${locale} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(locale, options),
  );
}

/** @param options those of Intl.ListFormat. */
export function listFormat(
  locale: string,
  options: Intl.ListFormatOptions = {},
): Format<Iterable<string>> {
  return formatOf(
    `list ${locale} ${JSON.stringify(options)}`,
    () => new Intl.ListFormat(locale, options),
  );
}
