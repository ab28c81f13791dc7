/** Where a snippet sends to. */
export interface Addresses {
  readonly dsn: string;
  readonly otlp: string;
}

/** How one kind of service is connected. */
export interface Snippet {
  readonly id: string;
  readonly label: string;
  /** The piece of the address that is filled in: set off in the code. */
  readonly uses: keyof Addresses;
  readonly code: (addresses: Addresses) => string;
  /** The same without a change of code; null where an environment variable does not reach. */
  readonly environment: ((addresses: Addresses) => string) | null;
}

const sentryDsn = ({ dsn }: Addresses): string => `SENTRY_DSN=${dsn}`;

export const SNIPPETS: readonly Snippet[] = [
  {
    id: 'node',
    label: 'Node',
    uses: 'dsn',
    code: ({ dsn }) => `// npm install @sentry/node
// instrument.mjs, loaded first:
//   node --import ./instrument.mjs app.mjs
import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: '${dsn}',
  tracesSampleRate: 1.0,
});`,
    environment: sentryDsn,
  },
  {
    id: 'browser',
    label: 'Browser',
    uses: 'dsn',
    code: ({ dsn }) => `// npm install @sentry/browser
import * as Sentry from '@sentry/browser';

Sentry.init({
  dsn: '${dsn}',
  integrations: [Sentry.browserTracingIntegration()],
  tracesSampleRate: 1.0,
});`,
    environment: null,
  },
  {
    id: 'react',
    label: 'React',
    uses: 'dsn',
    code: ({ dsn }) => `// npm install @sentry/react
// instrument.js, the first import of your app
import * as Sentry from '@sentry/react';

Sentry.init({
  dsn: '${dsn}',
  integrations: [Sentry.browserTracingIntegration()],
  tracesSampleRate: 1.0,
});`,
    environment: null,
  },
  {
    id: 'next',
    label: 'Next.js',
    uses: 'dsn',
    code: ({ dsn }) => `// npm install @sentry/nextjs
// The same in instrumentation-client.ts, for the browser,
// and in sentry.server.config.ts, for the server
import * as Sentry from '@sentry/nextjs';

Sentry.init({
  dsn: '${dsn}',
  tracesSampleRate: 1.0,
});

// instrumentation.ts
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    await import('./sentry.server.config');
  }
}

// next.config.ts
export default withSentryConfig(nextConfig);`,
    environment: null,
  },
  {
    id: 'python',
    label: 'Python',
    uses: 'dsn',
    code: ({ dsn }) => `# pip install sentry-sdk
import sentry_sdk

sentry_sdk.init(
    dsn="${dsn}",
    traces_sample_rate=1.0,
)`,
    environment: sentryDsn,
  },
  {
    id: 'django',
    label: 'Django',
    uses: 'dsn',
    code: ({ dsn }) => `# pip install "sentry-sdk[django]"
# settings.py
import sentry_sdk

sentry_sdk.init(
    dsn="${dsn}",
    traces_sample_rate=1.0,
)`,
    environment: sentryDsn,
  },
  {
    id: 'go',
    label: 'Go',
    uses: 'dsn',
    code: ({ dsn }) => `// go get github.com/getsentry/sentry-go
err := sentry.Init(sentry.ClientOptions{
	Dsn:              "${dsn}",
	EnableTracing:    true,
	TracesSampleRate: 1.0,
})

// import sentryhttp "github.com/getsentry/sentry-go/http"
handler := sentryhttp.New(sentryhttp.Options{}).Handle(mux)`,
    environment: sentryDsn,
  },
  {
    id: 'java',
    label: 'Java',
    uses: 'dsn',
    code: ({ dsn }) => `# Spring Boot with io.sentry:sentry-spring-boot-starter-jakarta
# application.properties
sentry.dsn=${dsn}
sentry.traces-sample-rate=1.0`,
    environment: ({ dsn }) => `SENTRY_DSN=${dsn}
SENTRY_TRACES_SAMPLE_RATE=1.0`,
  },
  {
    id: 'php',
    label: 'PHP',
    uses: 'dsn',
    code: ({ dsn }) => `// composer require sentry/sentry
\\Sentry\\init([
    'dsn' => '${dsn}',
    'traces_sample_rate' => 1.0,
]);`,
    environment: ({ dsn }) => `# Laravel, with composer require sentry/sentry-laravel
SENTRY_LARAVEL_DSN=${dsn}
SENTRY_TRACES_SAMPLE_RATE=1.0`,
  },
  {
    id: 'ruby',
    label: 'Ruby',
    uses: 'dsn',
    code: ({ dsn }) => `# bundle add sentry-ruby sentry-rails
# config/initializers/sentry.rb
Sentry.init do |config|
  config.dsn = '${dsn}'
  config.traces_sample_rate = 1.0
end`,
    environment: sentryDsn,
  },
  {
    id: 'dotnet',
    label: '.NET',
    uses: 'dsn',
    code: ({ dsn }) => `// dotnet add package Sentry.AspNetCore
// Program.cs
builder.WebHost.UseSentry(options =>
{
    options.Dsn = "${dsn}";
    options.TracesSampleRate = 1.0;
});`,
    environment: sentryDsn,
  },
  {
    id: 'opentelemetry',
    label: 'OpenTelemetry',
    uses: 'otlp',
    code: ({ otlp }) => `# Any language: the standard variables of every OpenTelemetry SDK
OTEL_SERVICE_NAME=my-service
OTEL_TRACES_EXPORTER=otlp
OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
OTEL_EXPORTER_OTLP_ENDPOINT=${otlp}

# Node   node --require @opentelemetry/auto-instrumentations-node/register app.js
# Python opentelemetry-instrument python app.py
# Java   java -javaagent:opentelemetry-javaagent.jar -jar app.jar`,
    environment: null,
  },
];
