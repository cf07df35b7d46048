import { escapeXml } from './export-svg';

/**
 * How a page that is exported begins: nothing but its own style may be loaded by it, wherever it is
 * opened.
 */
export function htmlHead(title: string, locale: string, style: string): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${style}</style>
</head>`;
}
