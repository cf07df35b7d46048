import type { Claims } from './spans';

const REACH = 28;
/** Where a sentence turns to a place: what stands before it is not part of the address. */
const TURNS =
  /^.*(?:地址(?:是|为|在|改成|改为)?|住址(?:是|为)?|住在|家住|家在|位于|寄到|寄往|送到|送至|寄至|发到|发往|配送到|搬到|在|到|是|我|您|你)/u;
const ROAD =
  /(?:路|街|大道|巷|胡同|弄|村|里|苑|园|小区|花园|公寓|大厦|广场|新村)\s?[A-Za-z]?\d{1,5}\s?(?:号|弄|栋|幢|座|单元|室|楼|#)/gu;
const BUILDING =
  /[\s,，]?(?:[A-Za-z]?[\d-]{1,6}(?:号楼|号|弄|栋|幢|座|单元|室|楼|层|房|#)|\p{sc=Han}{2,6}(?:小区|大厦|花园|广场|公寓|新村|大楼)|\d{3,4}(?![\d:.年月日元块]))/uy;
const MOST_PARTS = 6;
const CALLED =
  /(?:地址|住址)(?:是|为)?[:：\s]{0,3}((?:\p{sc=Han}{2,8}?(?:省|市|区|县|镇|街道|路|街|村)){2,5}[\p{sc=Han}\dA-Za-z-]{0,24})/gu;

/** Chinese addresses: a road or an estate with its number, and the town and province before it. */
export function findChineseAddresses(text: string, claims: Claims): void {
  for (const { 0: road, index } of text.matchAll(ROAD)) {
    const run = /\p{sc=Han}*$/u.exec(text.slice(Math.max(0, index - REACH), index))?.[0] ?? '';
    const lead = run.length - (TURNS.exec(run)?.[0].length ?? 0);
    let end = index + road.length;
    for (let parts = 0; parts < MOST_PARTS; parts++) {
      BUILDING.lastIndex = end;
      const part = BUILDING.exec(text);
      if (part === null) break;
      end += part[0].length;
    }
    if (lead > 0) claims.claim('address', index - lead, end, 'likely');
  }
  for (const { 0: whole, 1: place, index } of text.matchAll(CALLED))
    claims.claim('address', index + whole.length - place.length, index + whole.length, 'likely');
}
