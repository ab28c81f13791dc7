import type { ErrorReport, SourceLine, StackFrame } from '../../src/model/error-report.ts';
import { NOTHING_CUT } from '../../src/model/error-report.ts';
import type { Endpoint, Fault } from './endpoint.ts';
import { cron, mobile, search, web, worker } from './services/programs.ts';

// Stacks of the demo's errors: the place where each comes about is the same in every event, as in a real program.

/** A call of the product's own, and the source around it; the third of its lines is the one that was run. */
interface Place {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly source: readonly [string, string, string, string, string];
}

const PLACES: Readonly<Record<string, Place>> = {
  FontError: {
    name: 'FontSet.glyph',
    file: 'worker/layout/fonts.py',
    line: 118,
    source: [
      '        font = self.fonts.get(style) or self.fallback',
      '        if codepoint not in font.cmap:',
      '            raise FontError(f"no glyph for U+{codepoint:X} in {font.name}")',
      '        return font.cmap[codepoint]',
      '',
    ],
  },
  SoftTimeLimitExceeded: {
    name: 'rasterize',
    file: 'worker/documents/render.py',
    line: 204,
    source: [
      '    for number, page in enumerate(document.pages):',
      '        surface = Surface(page.size, dpi=settings.DPI)',
      '        page.paint(surface)',
      '        yield number, surface.to_png()',
      '',
    ],
  },
  PdfReadError: {
    name: 'read_trailer',
    file: 'worker/documents/pdf.py',
    line: 61,
    source: [
      '    tail = blob.read_range(-TRAILER, TRAILER)',
      '    at = tail.rfind(b"%%EOF")',
      '    if at < 0: raise PdfReadError("EOF marker not found")',
      '    return parse_trailer(tail[:at])',
      '',
    ],
  },
  SMTPServerDisconnected: {
    name: 'deliver',
    file: 'worker/notifications/mail.py',
    line: 47,
    source: [
      '    message = render(template, context)',
      '    with connection(settings.RELAY) as relay:',
      '        relay.send(message)',
      '    Delivery.mark_sent(message.id)',
      '',
    ],
  },
  DeliveryFailed: {
    name: 'post_event',
    file: 'worker/webhooks/sender.py',
    line: 88,
    source: [
      '    answer = http.post(hook.url, json=event, timeout=10)',
      '    if answer.status_code >= 500:',
      '        raise DeliveryFailed(f"the receiver answered {answer.status_code}")',
      '    hook.touch()',
      '',
    ],
  },
  KeyServiceUnavailable: {
    name: 'KeyService.sign',
    file: 'api/signing/keys.py',
    line: 73,
    source: [
      '        answer = self.client.sign(key, digest)',
      '        if answer.status >= 500 and not retry:',
      '            raise KeyServiceUnavailable("kms answered 503 twice")',
      '        return answer.signature',
      '',
    ],
  },
  StorageError: {
    name: 'ObjectStore.put',
    file: 'api/storage/store.py',
    line: 131,
    source: [
      '        except ClientError as error:',
      '            if error.code == "SlowDown":',
      '                raise StorageError("object store is busy") from error',
      '            raise',
      '',
    ],
  },
  StorageTimeout: {
    name: 'sign_urls',
    file: 'api/storage/urls.py',
    line: 58,
    source: [
      '    for attempt in (1, 2):',
      '        try:',
      '            return client.post("/v1/sign-urls", json=keys, timeout=0.05)',
      '        except Timeout as error:',
      '            report(StorageTimeout("sign_urls", attempt), error)',
    ],
  },
  OperationalError: {
    name: 'TeamQuerySet.visible_to',
    file: 'api/teams/queries.py',
    line: 94,
    source: [
      '        rows = self.filter(team__members=user)',
      '        rows = rows.select_related("owner", "folder")',
      '        return list(rows.order_by("-created_at")[:PAGE])',
      '',
      '    def shared_with(self, user):',
    ],
  },
  AttributeError: {
    name: 'to_owner',
    file: 'api/documents/serializers.py',
    line: 37,
    source: [
      'def to_owner(document):',
      '    owner = document.owner',
      '    return {"id": owner.id, "name": owner.name}',
      '',
      '',
    ],
  },
  KeyServiceTimeout: {
    name: 'KeyService.sign',
    file: 'api/signing/keys.py',
    line: 68,
    source: [
      '        digest = sha256(payload)',
      '        try:',
      '            answer = self.client.sign(key, digest, timeout=0.3)',
      '        except Timeout as error:',
      '            report(KeyServiceTimeout("tried again"), error)',
    ],
  },
  MemoryError: {
    name: 'lay_out',
    file: 'api/invoices/pdf.py',
    line: 212,
    source: [
      '    while rows:',
      '        page = Page(template, number)',
      '        rows = page.fill(rows)',
      '        pages.append(page)',
      '',
    ],
  },
  TypeError: {
    name: 'ContactTable',
    file: 'src/contacts/ContactTable.tsx',
    line: 41,
    source: [
      'export function ContactTable({ team }: Props) {',
      '  const { contacts } = useContacts(team);',
      '  const rows = contacts.map(toRow);',
      '  return <Table rows={rows} />;',
      '}',
    ],
  },
  ChunkLoadError: {
    name: 'loadPage',
    file: 'src/router/load-page.ts',
    line: 19,
    source: [
      'export async function loadPage(name: PageName): Promise<Page> {',
      '  try {',
      '    return (await import(`../pages/${name}.tsx`)).default;',
      '  } finally {',
      '    progress.done();',
    ],
  },
};

/** Of every other error: the view or task that was running. */
function usualPlace(endpoint: Endpoint): Place {
  const words = endpoint.transaction.split(/\W+/).filter((word) => word !== '' && word !== 'api');
  const [first = 'root'] = words;
  const name = words.join('_').toLowerCase() || 'root';
  const { project } = endpoint.service;
  return {
    name,
    file: `${project}/${first}/${endpoint.service === worker || endpoint.service === cron ? 'tasks' : 'views'}.py`,
    line: 30 + ((name.length * 37) % 190),
    source: [
      `def ${name}(request):`,
      '    record = find_record(request)',
      '    details = record["details"]',
      '    return respond(details)',
      '',
    ],
  };
}

type Call = readonly [name: string, file: string, line: number];

const DJANGO: readonly Call[] = [
  ['view', 'rest_framework/views.py', 509],
  ['_get_response', 'django/core/handlers/base.py', 197],
  ['inner', 'django/core/handlers/exception.py', 55],
];
const CELERY: readonly Call[] = [
  ['__protected_call__', 'celery/app/trace.py', 760],
  ['trace_task', 'celery/app/trace.py', 477],
];
const REACT: readonly Call[] = [
  ['renderWithHooks', 'node_modules/react-dom/cjs/react-dom-client.production.js', 3903],
  ['performWorkOnRoot', 'node_modules/react-dom/cjs/react-dom-client.production.js', 10_834],
];
const SWIFT: readonly Call[] = [['UIViewController.viewDidLoad', 'UIKitCore', 1]];

function librariesOf({ service }: Endpoint): readonly Call[] {
  if (service === web) return REACT;
  if (service === mobile) return SWIFT;
  return service === worker || service === cron ? CELERY : DJANGO;
}

function sourceOf({ line, source }: Place): SourceLine[] {
  return source.map((text, index) => ({ line: line - 2 + index, text }));
}

/** What was told of an error of the demo beside its message. */
export function reportOf(
  endpoint: Endpoint,
  fault: Fault,
  of: Pick<ErrorReport, 'userDisplay' | 'tags'>,
): ErrorReport {
  const isWeb = endpoint.service === web;
  const usual = usualPlace(endpoint);
  const known = PLACES[fault.type];
  const place = known !== undefined && known.file.endsWith('.py') !== isWeb ? known : usual;
  const ownFrame = (each: Place): StackFrame => ({
    function: each.name,
    file: each.file,
    line: each.line,
    column: isWeb ? 25 : null,
    isOwn: true,
    context: sourceOf(each),
  });
  const own = place === usual || isWeb ? [place] : [place, usual];
  const frames = [
    ...own.map(ownFrame),
    ...librariesOf(endpoint).map(([name, file, line]): StackFrame => ({
      function: name,
      file,
      line,
      column: null,
      isOwn: false,
      context: [],
    })),
  ];
  const { type, message } = fault;
  return {
    ...of,
    exceptions: [{ type, message, frames }],
    // OpenTelemetry sends a stack as it was printed.
    stackText: endpoint.service === search ? printed(fault, frames) : null,
    cut: NOTHING_CUT,
  };
}

function printed({ type, message }: Fault, frames: readonly StackFrame[]): string {
  const calls = frames
    .toReversed()
    .map(({ file, line, function: name }) => `  File "${file}", line ${line ?? 0}, in ${name}`);
  return ['Traceback (most recent call last):', ...calls, `${type}: ${message}`].join('\n');
}
