const PAGE = 40;
/** Pages kept beside the newest. */
const KEPT = 40;

/** The cells of a long table, fetched a page at a time. */
export interface CellPages {
  /** The cells of the row at a place in the order; undefined while they are on their way. */
  at(place: number): readonly string[] | undefined;
  /** Fetches what is missing of these places; another order makes all that was fetched void. */
  want(order: Int32Array, first: number, last: number): void;
}

export function createCellPages(
  fetchRows: (rows: Int32Array) => Promise<readonly (readonly string[])[]>,
): CellPages {
  let pages = $state.raw<ReadonlyMap<number, readonly (readonly string[])[]>>(new Map());
  let current: Int32Array | undefined;
  const asked = new Set<number>();
  return {
    at: (place) => pages.get(Math.floor(place / PAGE))?.[place % PAGE],
    want(order, first, last) {
      if (current !== order) {
        current = order;
        asked.clear();
        pages = new Map();
      }
      for (let page = Math.floor(first / PAGE); page * PAGE < last; page++) {
        if (asked.has(page)) continue;
        asked.add(page);
        const wanted = order.slice(page * PAGE, (page + 1) * PAGE);
        void fetchRows(wanted).then((rows) => {
          if (current !== order) return;
          pages = new Map([...pages].slice(-KEPT).concat([[page, rows]]));
        });
      }
    },
  };
}
