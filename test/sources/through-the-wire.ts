import type { Source } from '../../src/model/source.ts';
import { connect } from '../../src/rpc/connect.ts';
import { serve } from '../../src/rpc/serve.ts';

/** The source as the window has it: at the other end of a real MessageChannel. */
export function throughTheWire(source: Source): { readonly source: Source; readonly close: () => void } {
  const { port1, port2 } = new MessageChannel();
  const stop = serve(port2, () => source);
  const connection = connect(port1);
  return {
    source: connection.source('it'),
    close: () => {
      connection.close();
      stop();
      port1.close();
    },
  };
}
