import { defineConfig } from 'vite';

export default defineConfig({
  root: new URL('./page', import.meta.url).pathname,
  base: '/',
  publicDir: false,
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    outDir: '../../.cache/bench',
    emptyOutDir: true,
  },
});
