// The generator is itself a program that begins slowly: what it sends first goes to a server that throws it away.
import { createServer } from 'node:http';
import { send } from './sender.ts';
import type { Load } from './sender.ts';

const SECONDS = 2;

/** Sends a load for a moment to a server in this process that answers at once. */
export async function warmGenerator(load: Load): Promise<void> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  await send({ ...load, port: address.port, seconds: SECONDS });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
