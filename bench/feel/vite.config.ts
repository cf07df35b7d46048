import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  base: './',
  publicDir: false,
  plugins: [svelte({ configFile: new URL('../../svelte.config.js', import.meta.url).pathname })],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    outDir: '../../.cache/bench-feel',
    emptyOutDir: true,
  },
});
