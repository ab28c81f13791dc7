// The worker in which the demo's data are made and encoded: the page only hands buffers on.
import { createWorld } from './generator/create-world.ts';
import { serveWorlds } from './wire.ts';
import type { Port } from './wire.ts';

// The window's types are loaded, in which `self` is a Window.
serveWorlds(self as unknown as Port, (options) => createWorld(options));
