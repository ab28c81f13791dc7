import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

/** Ten steps of the accent, as the kit wants them; index 6 is the light scheme's accent, 3 the dark one's. */
const VIOLET: MantineColorsTuple = [
  '#f4effd',
  '#e6dcfa',
  '#d3c1f8',
  '#b79cff',
  '#9d73e4',
  '#7f4fd8',
  '#6434c9',
  '#5529b0',
  '#462190',
  '#331769',
];

/** The component kit in our own clothes: sizes, radii and fonts of `tokens.css`. */
export const MANTINE_THEME = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'violet',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  colors: { violet: VIOLET },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '20px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  shadows: { xs: 'none', sm: 'var(--float)', md: 'var(--float)', lg: 'var(--float)', xl: 'var(--float)' },
  components: {
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 0 } } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 0 },
        // A placeholder between menu and items is neither; the focus goes to the first item.
        withInitialFocusPlaceholder: false,
      },
    },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 0 }, withArrow: false } },
    Drawer: { defaultProps: { transitionProps: { duration: 180 } } },
  },
});

/** Lends the kit our colours, which know light and dark by themselves. */
export const MANTINE_VARIABLES: CSSVariablesResolver = () => {
  const variables = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--fg)',
    '--mantine-color-dimmed': 'var(--fg-subtle)',
    '--mantine-color-placeholder': 'var(--fg-subtle)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--fg)',
    '--mantine-color-default-border': 'var(--border-mid)',
    '--mantine-color-disabled': 'var(--raised)',
    '--mantine-color-disabled-color': 'var(--fg-subtle)',
    '--mantine-primary-color-filled': 'var(--accent)',
  };
  return { variables: {}, light: variables, dark: variables };
};
