import { DEFAULT_THRESHOLDS } from '../src/model/metric.ts';
import type { Settings } from '../src/model/source.ts';
import { DEFAULT_TREND_SETTINGS } from '../src/model/trend-settings.ts';

/**
 * What the people of the demo have set: how long each kind of work may take, and a star for the route of the story.
 */
export const FIRST_SETTINGS: Settings = {
  thresholds: {
    ...DEFAULT_THRESHOLDS,
    projects: [
      { project: 'web', threshold: { metric: 'duration', ms: 1_500 } },
      { project: 'mobile', threshold: { metric: 'duration', ms: 1_000 } },
      { project: 'worker', threshold: { metric: 'duration', ms: 3_000 } },
      { project: 'cron', threshold: { metric: 'duration', ms: 10_000 } },
    ],
    transactions: [
      {
        project: 'api',
        transaction: '/api/documents',
        threshold: { metric: 'duration', ms: 500 },
      },
    ],
  },
  projectNames: {},
  stars: [{ project: 'api', transaction: '/api/documents' }],
  searches: [
    { name: 'Failed API calls', text: 'transaction:/api/* !status:[ok,cancelled,unknown]', pinned: true },
    { name: 'Slow pages', text: 'op:pageload duration:>4s', pinned: false },
  ],
  recentSearches: [],
  views: [
    {
      name: 'The bad deploy',
      address: 'performance?v=2&range=14d&environment=production&search=transaction%3A%2Fapi%2Fdocuments',
    },
    { name: 'Pages today against last week', address: 'performance?v=2&compare=week&search=op%3Apageload' },
  ],
  bands: 'web.dev',
  trends: DEFAULT_TREND_SETTINGS,
};
