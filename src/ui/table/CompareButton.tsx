import { Columns2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import type { To } from 'react-router-dom';
import { Button } from '../Button.tsx';

/** Goes where rows that were picked out are compared. `to` is null where they cannot be, and `reason` says why. */
export function CompareButton(props: {
  readonly to: To | null;
  readonly reason: string;
  readonly children: ReactNode;
}): ReactNode {
  const { to, reason, children } = props;
  const navigate = useNavigate();
  return (
    <Button
      size="small"
      icon={<Columns2 size={14} strokeWidth={1.5} aria-hidden />}
      // In the order of the keys also where it can do nothing, and says why.
      aria-disabled={to === null}
      title={reason}
      onClick={() => {
        if (to !== null) void navigate(to);
      }}
    >
      {children}
    </Button>
  );
}
