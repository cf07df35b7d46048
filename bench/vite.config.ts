import { defineConfig } from 'vite';

export default defineConfig({
  root: new URL('./page', import.meta.url).pathname,
  base: '/',
  publicDir: false,
  // The package keeps its UMAP out of its exports; the file itself needs none of the package's peers.
  resolve: {
    alias: {
      'embedding-atlas/umap': new URL(
        '../node_modules/embedding-atlas/dist/umap.js',
        import.meta.url,
      ).pathname,
    },
  },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    outDir: '../../.cache/bench',
    emptyOutDir: true,
  },
});
