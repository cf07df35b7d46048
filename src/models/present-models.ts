const known = new Map<string, Promise<readonly string[]>>();

/** Ids of the models beside the page; asked once. */
export function presentModels(base: string): Promise<readonly string[]> {
  let present = known.get(base);
  if (present === undefined) {
    present = fetch(`${base}index.json`)
      .then((response) => (response.ok ? (response.json() as Promise<string[]>) : []))
      .catch(() => []);
    known.set(base, present);
  }
  return present;
}
