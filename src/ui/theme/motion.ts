/** Puts onto the page how much may move in it: as the system has it, or nothing that can stand. */
export function applyMotion(motion: 'system' | 'less'): void {
  document.documentElement.dataset['motion'] = motion;
}
