// The worker in which the demo's data are made and encoded: the page only hands buffers on.
import { createWorld } from './generator/create-world.ts';
import { serveWorld } from './wire.ts';
import type { Port } from './wire.ts';

// The window's types are loaded, in which `self` is a Window.
serveWorld(self as unknown as Port, createWorld);
