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
import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { ToastProvider } from '../toast/ToastProvider.tsx';
import { followPrint } from './print-scheme.ts';
import { SchemeContext } from './scheme-context.ts';
import { followSystem, readScheme, writeScheme } from './scheme.ts';
import type { Scheme } from './scheme.ts';

/** The reader's choice of light or dark, on the page and for whoever asks; and messages in passing. */
export function ThemeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [scheme, setScheme] = useState(readScheme);
  useLayoutEffect(() => followSystem(scheme), [scheme]);
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
      <ToastProvider>{children}</ToastProvider>
    </SchemeContext>
  );
}
