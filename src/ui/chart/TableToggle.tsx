import { ChartSpline, Table2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../Button.tsx';

const ICON = { size: 14, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** Shows a chart as a table of its values, and as a chart again. */
export function TableToggle(props: {
  readonly name: string;
  readonly isTable: boolean;
  readonly onTable: () => void;
}): ReactNode {
  const { name, isTable, onTable } = props;
  return (
    <IconButton
      size="small"
      label={isTable ? `${name}: show as a chart` : `${name}: show as a table`}
      icon={isTable ? <ChartSpline {...ICON} /> : <Table2 {...ICON} />}
      onClick={onTable}
    />
  );
}
