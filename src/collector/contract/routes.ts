import type { Route } from '../http/routes.ts';
import { errorsRoutes } from './errors-routes.ts';
import { formerRoute } from './former-route.ts';
import { infoRoute } from './info-route.ts';
import type { InfoParts } from './info-route.ts';
import type { Reader } from './reader.ts';
import type { SettingsFile } from './settings-file.ts';
import { settingsRoutes } from './settings-routes.ts';
import { spansRoute } from './spans-route.ts';
import { tagRowsRoute } from './tag-rows-route.ts';
import { traceRoute } from './trace-route.ts';
import { transactionsRoute } from './transactions-route.ts';
import { watchRoute } from './watch-route.ts';
import type { Watchers } from './watch-route.ts';

/** The whole contract of `public/openapi.json`. */
export function contractRoutes(
  reader: Reader,
  settings: SettingsFile,
  watchers: Watchers,
  info: InfoParts,
): Route[] {
  return [
    infoRoute(reader, info),
    transactionsRoute(reader),
    traceRoute(reader),
    spansRoute(reader),
    formerRoute(reader),
    tagRowsRoute(reader),
    ...errorsRoutes(reader),
    ...settingsRoutes(settings),
    watchRoute(watchers),
  ];
}
