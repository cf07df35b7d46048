/**
 * The beginning of a text that is too long to be shown, with an ellipsis behind. No character is cut
 * in half.
 */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const split = /[\ud800-\udbff]/.test(text[longest - 1]) && /[\udc00-\udfff]/.test(text[longest]);
  return `${text.slice(0, split ? longest - 1 : longest)}…`;
}
