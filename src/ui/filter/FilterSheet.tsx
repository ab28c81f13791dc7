import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { ChoiceList, SingleChoiceList } from './ChoiceList.tsx';
import { ComparePanel } from './ComparePanel.tsx';
import type { FilterBarProps } from './FilterBar.tsx';
import { useFocusBack } from '../popup/use-focus-back.ts';
import { KitTheme } from '../theme/KitTheme.tsx';
import css from './FilterBar.module.css';
import { RangePanel } from './RangePanel.tsx';

/** All of the filter bar in a sheet, for a window that has no room for a bar. */
export function FilterSheet(
  props: FilterBarProps & { readonly isOpen: boolean; readonly onClose: () => void },
): ReactNode {
  const { source, environment, project, range, compare, freshness, search, account, isOpen, onClose } = props;
  useFocusBack(isOpen);
  return (
    <KitTheme>
      <Drawer
        opened={isOpen}
        onClose={onClose}
        position="bottom"
        size="auto"
        title="Filter"
        closeButtonProps={{ 'aria-label': 'Close the filter' }}
      >
        <div className={css.sheet}>
          {search(true)}
          <Part title="Range">
            <RangePanel {...range} isFolded />
          </Part>
          <Part title="Compare with">
            <ComparePanel {...compare} />
          </Part>
          <Part title="Refresh">{freshness(true)}</Part>
          <Part title="Environments">
            <ChoiceList name="Environments" {...environment} />
          </Part>
          <Part title="Projects">
            <ChoiceList name="Projects" {...project} />
          </Part>
          <Part title="Source">
            <SingleChoiceList name="Source" {...source} />
          </Part>
          {account !== null && <Part title="What was received">{account}</Part>}
        </div>
      </Drawer>
    </KitTheme>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
