// A Chromium for the tests: named by the environment, installed on the system, or out of an npm package.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Environment variables that name a browser, ours first. */
const VARIABLES = ['LONGTAIL_BROWSER', 'CHROME_PATH', 'PUPPETEER_EXECUTABLE_PATH'];

const INSTALLED: Readonly<Record<string, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder === undefined
      ? []
      : [
          join(folder, 'Google/Chrome/Application/chrome.exe'),
          join(folder, 'Microsoft/Edge/Application/msedge.exe'),
        ];
  }),
};

/**
 * The path of a Chromium, Chrome or Edge. Throws, naming what to install, where there is none: the browser tests
 * fail then, they never skip. `LONGTAIL_BROWSER=package` insists on the one from the npm package.
 */
export async function findBrowser(): Promise<string> {
  const named = VARIABLES.map((variable) => process.env[variable]).find(
    (path) => path !== undefined && path !== '',
  );
  if (named !== undefined && named !== 'package') {
    if (existsSync(named)) return named;
    throw new Error(`The environment names the browser ${named}, but there is no such file.`);
  }
  const installed =
    named === 'package' ? undefined : INSTALLED[process.platform]?.find((path) => existsSync(path));
  if (installed !== undefined) return installed;
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium');
    return packaged.executablePath();
  }
  throw new Error(
    `The browser tests need Chromium, Google Chrome or Microsoft Edge, and none was found on this ${process.platform} ` +
      'machine. Install one of them, or set LONGTAIL_BROWSER to the path of its program.',
  );
}
