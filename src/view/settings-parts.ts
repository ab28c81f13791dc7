/** The parts of the page of settings, from its top: an address that ends in `#` and the id leads to one. */
export const SETTINGS_PARTS = [
  { id: 'sources', title: 'Sources', words: 'collector demo test edit remove where data comes from' },
  {
    id: 'connect',
    title: 'Connect a service',
    words: 'send data sdk dsn snippet sentry opentelemetry node react next python ruby java go php net curl',
  },
  {
    id: 'appearance',
    title: 'Appearance',
    words: 'theme row height density time zone shortcuts colours operations',
  },
  { id: 'writing', title: 'Numbers and dates', words: 'format locale durations week begins' },
  { id: 'memory', title: 'Memory', words: 'rows budget limit' },
  { id: 'thresholds', title: 'Response time thresholds', words: 'apdex misery satisfied lcp' },
  { id: 'vitals', title: 'Web vitals', words: 'limits good poor bands' },
  { id: 'projects', title: 'Projects', words: 'names dsn endpoint' },
  { id: 'private-data', title: 'Private data', words: 'pii secrets filtered scrubbed rules anonymous' },
  { id: 'stored', title: 'Stored', words: 'rows bytes oldest retention kept' },
  { id: 'delete', title: 'Delete data', words: 'remove clear erase project' },
  { id: 'diagnostics', title: 'Diagnostics', words: 'bug report support file export fault' },
  { id: 'about', title: 'About', words: 'version licences' },
] as const;

export type SettingsPart = (typeof SETTINGS_PARTS)[number]['id'];
