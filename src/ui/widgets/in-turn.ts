/** Milliseconds to wait for a frame; a tab that nobody looks at draws none. */
const NO_FRAME = 100;

const waiting: { work: () => void }[] = [];
const ends: { work: () => void }[] = [];
let going = false;

/**
 * Does a piece of work for the page a frame later, each piece in a task of its own, so that what is
 * drawn at once never holds the page for long.
 *
 * @returns a way to leave it undone.
 */
export function inTurn(work: () => void): () => void {
  return queue(waiting, work);
}

/** Does something once all that waits for its turn is done. */
export function afterTurns(work: () => void): () => void {
  return queue(ends, work);
}

function queue(list: { work: () => void }[], work: () => void): () => void {
  const piece = { work };
  list.push(piece);
  if (!going) next();
  return () => {
    const at = list.indexOf(piece);
    if (at >= 0) list.splice(at, 1);
  };
}

function next(): void {
  going = true;
  let frame = 0;
  const go = () => {
    cancelAnimationFrame(frame);
    clearTimeout(late);
    // A task of its own: what the frame draws is on the screen by then.
    setTimeout(() => {
      try {
        (waiting.shift() ?? ends.shift())?.work();
      } finally {
        if (waiting.length > 0 || ends.length > 0) next();
        else going = false;
      }
    });
  };
  const late = setTimeout(go, NO_FRAME);
  frame = requestAnimationFrame(go);
}
