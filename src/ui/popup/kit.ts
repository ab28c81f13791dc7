// What floats, from the component kit: a chunk of its own, which comes when something is about to be opened.
export { Menu, Popover } from '@mantine/core';
export { KitTheme } from '../theme/KitTheme.tsx';
