import '@mantine/core/styles/default-css-variables.layer.css';
import '@mantine/core/styles/baseline.layer.css';
import '@mantine/core/styles/global.layer.css';
import '@mantine/core/styles/ScrollArea.layer.css';
import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/VisuallyHidden.layer.css';
import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Menu.layer.css';
import '@mantine/core/styles/Tooltip.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';
import '@mantine/core/styles/Drawer.layer.css';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import '../tokens.css';
import '../global.css';
import '../print.css';
import './kit.css';
import { MantineProvider } from '@mantine/core';
import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ToastProvider } from '../toast/ToastProvider.tsx';
import { MANTINE_THEME, MANTINE_VARIABLES } from './mantine-theme.ts';
import { followPrint } from './print-scheme.ts';
import { readScheme, writeScheme } from './scheme.ts';
import type { Scheme } from './scheme.ts';

interface ChosenScheme {
  readonly scheme: Scheme;
  readonly choose: (scheme: Scheme) => void;
}

const SchemeContext = createContext<ChosenScheme>({ scheme: 'system', choose: () => undefined });

/** The look the reader chose, and how to choose another. */
export function useScheme(): ChosenScheme {
  return useContext(SchemeContext);
}

/** The component kit, dressed, and the reader's choice of light or dark. */
export function ThemeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [scheme, setScheme] = useState(readScheme);
  useEffect(() => followPrint(scheme), [scheme]);
  const chosen = useMemo(
    () => ({
      scheme,
      choose: (next: Scheme) => {
        writeScheme(next);
        setScheme(next);
      },
    }),
    [scheme],
  );
  return (
    <SchemeContext value={chosen}>
      <MantineProvider
        theme={MANTINE_THEME}
        cssVariablesResolver={MANTINE_VARIABLES}
        defaultColorScheme="auto"
        {...(scheme === 'system' ? {} : { forceColorScheme: scheme })}
        colorSchemeManager={NOT_KEPT_BY_THE_KIT}
      >
        <ToastProvider>{children}</ToastProvider>
      </MantineProvider>
    </SchemeContext>
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
