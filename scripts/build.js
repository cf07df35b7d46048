// The page in dist/, models included: copy the folder to any static host.
import { checkNode, installPackages } from './install.js';

checkNode();
installPackages();
const { bringModels } = await import('./models.js');
const { buildPage } = await import('./prepare.js');
await bringModels();
await buildPage();
console.log('The page is in dist/.');
