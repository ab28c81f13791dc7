/** What the browser says of itself and of the machine. */
export function browserFacts(): Readonly<Record<string, unknown>> {
  const { userAgent, hardwareConcurrency } = navigator;
  const memory: unknown = Reflect.get(navigator, 'deviceMemory');
  const matches = (query: string): boolean => matchMedia(query).matches;
  return {
    userAgent,
    window: `${innerWidth} × ${innerHeight}`,
    pixelRatio: devicePixelRatio,
    cores: hardwareConcurrency,
    memoryGb: typeof memory === 'number' ? memory : null,
    touch: matches('(pointer: coarse)'),
    reducedMotion: matches('(prefers-reduced-motion: reduce)'),
    moreContrast: matches('(prefers-contrast: more)'),
    forcedColors: matches('(forced-colors: active)'),
    serviceWorker: 'serviceWorker' in navigator,
    thisComputer: ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname),
  };
}

/** Milliseconds from the start of the navigation, rounded; what the browser does not tell is left out. */
export function timingFacts(): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (navigation !== undefined) {
    found['responseEnd'] = Math.round(navigation.responseEnd);
    found['domContentLoaded'] = Math.round(navigation.domContentLoadedEventEnd);
    found['load'] = Math.round(navigation.loadEventEnd);
  }
  for (const { name, startTime } of performance.getEntriesByType('paint'))
    found[name] = Math.round(startTime);
  return found;
}
