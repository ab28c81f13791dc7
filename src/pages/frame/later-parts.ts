// What of the frame comes after the page, in one file: what is told beside it, what is opened, and what paper has.
export { AlertWatch } from './AlertWatch.tsx';
export { PrintHead } from './PrintHead.tsx';
export { SavedViewPanel } from './SavedViewPanel.tsx';
export { StoppedBanner } from './StoppedBanner.tsx';
export { WholeAccount } from './WholeAccount.tsx';
export { FiringCount } from './rail/FiringCount.tsx';
export { RailTools } from './rail/RailTools.tsx';
export { Starred } from './rail/Starred.tsx';
export { aboutWords } from './about-words.ts';
export { reportQuality } from './report-quality.ts';
export { settle } from '../../view/settle.ts';
