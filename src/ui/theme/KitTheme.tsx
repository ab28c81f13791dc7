import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { MANTINE_THEME, MANTINE_VARIABLES } from './mantine-theme.ts';
import { useScheme } from './scheme-context.ts';

/** The component kit, dressed: around whatever uses it, so that a page without anything open does without its code. */
export function KitTheme({ children }: { readonly children: ReactNode }): ReactNode {
  const { scheme } = useScheme();
  return (
    <MantineProvider
      theme={MANTINE_THEME}
      cssVariablesResolver={MANTINE_VARIABLES}
      defaultColorScheme="auto"
      {...(scheme === 'system' ? {} : { forceColorScheme: scheme })}
      colorSchemeManager={NOT_KEPT_BY_THE_KIT}
    >
      {children}
    </MantineProvider>
  );
}

/** The kit's own manager would keep the choice a second time. */
const NOT_KEPT_BY_THE_KIT = {
  get: () => 'auto' as const,
  set: () => undefined,
  clear: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
};
