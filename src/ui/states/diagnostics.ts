/** What a bug report needs to know of an error: no search text, no names, nothing of the data. */
export function toDiagnostics(error: unknown, where: string): string {
  const cause = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
  return [
    `Longtail, ${where}`,
    `At: ${new Date().toISOString()}`,
    `Page: ${location.pathname}`,
    `Browser: ${navigator.userAgent}`,
    `Window: ${innerWidth} × ${innerHeight}`,
    '',
    cause,
  ].join('\n');
}
