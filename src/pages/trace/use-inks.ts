export { useInks } from '../../ui/theme/use-inks.ts';
export type { Inks } from '../../ui/theme/use-inks.ts';
