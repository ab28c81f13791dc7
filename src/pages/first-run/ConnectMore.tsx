import type { ReactNode } from 'react';
import { SECOND } from '../../model/time.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { useInfo } from '../../view/use-info.ts';
import { useView } from '../../view/use-view.ts';
import { ConnectDoor } from './ConnectDoor.tsx';
import { Requests } from './Requests.tsx';

/** The same way in for one more service, once there is data: where the first run no longer stands. */
export function ConnectMore(): ReactNode {
  const { info } = useInfo(SECOND);
  const { zone } = useView().view;
  if (info === undefined) return <Skeleton height={280} />;
  if (info.ingest === null) {
    return (
      <EmptyPanel
        message="This source takes no data"
        advice={
          info.name === 'demo'
            ? 'The demo makes its own. A collector takes what SDKs send: its page has their addresses filled in.'
            : `“${info.name}” serves what it has, and offers no address to send to.`
        }
      />
    );
  }
  return (
    <ConnectDoor ingest={info.ingest}>
      <Requests requests={info.ingest.requests} zone={zone} />
    </ConnectDoor>
  );
}
