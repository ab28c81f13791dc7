// What every kind of condition means: the rules of Sentry's search, over the data that is held here.
import { describe, expect, it } from 'vitest';
import { NOW, meaning } from './shown.ts';

describe('a date', () => {
  it.each([
    ['timestamp:2026-11-01', '(timestamp >= 2026-11-01T00:00:00Z and timestamp < 2026-11-02T00:00:00Z)'],
    [
      'timestamp:2026-11-01T10:00:00',
      '(timestamp >= 2026-11-01T09:55:00Z and timestamp < 2026-11-01T10:06:00Z)',
    ],
    ['timestamp:-24h', 'timestamp >= 2026-11-21T12:00:00Z'],
    ['timestamp:+24h', 'timestamp <= 2026-11-21T12:00:00Z'],
    ['!timestamp:-24h', 'timestamp < 2026-11-21T12:00:00Z'],
    ['!timestamp:2026-11-01', 'not (timestamp >= 2026-11-01T00:00:00Z and timestamp < 2026-11-02T00:00:00Z)'],
    [
      'timestamp:!=2026-11-01',
      'not (timestamp >= 2026-11-01T00:00:00Z and timestamp < 2026-11-02T00:00:00Z)',
    ],
    ['timestamp:>2026-11-01', 'timestamp > 2026-11-01T00:00:00Z'],
    ['timestamp:>=2026-11-01T10:00:00.123456', 'timestamp >= 2026-11-01T10:00:00.123Z'],
    ['timestamp:<2026-11-01T10:00+02:00', 'timestamp < 2026-11-01T08:00:00Z'],
    ['timestamp:2026-11-01Z', '(timestamp >= 2026-11-01T00:00:00Z and timestamp < 2026-11-02T00:00:00Z)'],
    [
      'timestamp:2026-11-01-05:00',
      '(timestamp >= 2026-11-01T05:00:00Z and timestamp < 2026-11-02T05:00:00Z)',
    ],
    ['timestamp:-2w', 'timestamp >= 2026-11-08T12:00:00Z'],
    ['timestamp:-3d', 'timestamp >= 2026-11-19T12:00:00Z'],
    ['timestamp:-90m', 'timestamp >= 2026-11-22T10:30:00Z'],
    ['timestamp:=2026-11-01', '(timestamp >= 2026-11-01T00:00:00Z and timestamp < 2026-11-02T00:00:00Z)'],
    ['event.timestamp:-1h', 'timestamp >= 2026-11-22T11:00:00Z'],
    ['received:-1h', 'received >= 2026-11-22T11:00:00Z'],
    ['timestamp:""', 'not has timestamp'],
    ['has:timestamp', 'has timestamp'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('what is no date', () => {
  it.each([
    ['timestamp:2026-13-01', 'timestamp:«2026-13-01»: “2026-13-01” is not a date.'],
    ['timestamp:2026-02-30', 'timestamp:«2026-02-30»: “2026-02-30” is not a date.'],
    ['timestamp:2026-11-01T25:00', 'timestamp:«2026-11-01T25:00»: “2026-11-01T25:00” is not a date.'],
    ['timestamp:yesterday', 'timestamp:«yesterday»: “yesterday” is not a date.'],
    ['timestamp:1650000000', 'timestamp:«1650000000»: “1650000000” is not a date.'],
    ['timestamp:>-24h', 'timestamp:«>-24h»: “-24h” is not a date.'],
    ['timestamp:[2026-11-01,2026-11-02]', 'timestamp:«[2026-11-01,2026-11-02]»: A time takes no list.'],
    ['timestamp:-24s', 'timestamp:«-24s»: “-24s” is not a date.'],
    ['timestamp:2026-11', 'timestamp:«2026-11»: “2026-11” is not a date.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a time known to the hour or day', () => {
  it.each([
    [
      'timestamp.to_hour:2026-11-01T10:30:00',
      '(timestamp >= 2026-11-01T10:00:00Z and timestamp < 2026-11-01T11:00:00Z)',
    ],
    ['timestamp.to_day:>2026-11-01T10:30:00', 'timestamp >= 2026-11-02T00:00:00Z'],
    ['timestamp.to_hour:>=2026-11-01T10:30:00', 'timestamp >= 2026-11-01T11:00:00Z'],
    ['timestamp.to_hour:<=2026-11-01T10:00:00', 'timestamp < 2026-11-01T11:00:00Z'],
    [
      'timestamp.to_day:2026-11-01',
      '(timestamp >= 2026-11-01T00:00:00Z and timestamp < 2026-11-02T00:00:00Z)',
    ],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a date that is not held', () => {
  it.each([
    ['start:-24h', '«start»:-24h: “start” is no date that is held of a transaction.'],
    ['firstSeen:-24h', '«firstSeen»:-24h: “firstSeen” is no date that is held of a transaction.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a release', () => {
  it.each([
    ['release:>1.2.3', 'version > 1.2.3'],
    ['release:>=shop@1.2.3-beta', 'version >= shop@1.2.3-beta'],
    ['release:>abc', 'release = ">abc"'],
    ['release:=1.2.3', 'release = "=1.2.3"'],
    ['release:[1.2.3,"latest"]', 'release in ["1.2.3", "latest"]'],
    ['release:"latest"', 'release = "latest"'],
    ['release:">1.2.3"', 'release = ">1.2.3"'],
    ['!release:>1.2.3', 'version <= 1.2.3'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a part of a release', () => {
  it.each([
    ['release.version:1.2.3', 'version = 1.2.3'],
    ['release.version:>=1.2', 'version >= 1.2'],
    ['!release.version:>=1.2', 'version < 1.2'],
    ['release.version:!=1.2.3', 'not version = 1.2.3'],
    ['release.version:[1.2,1.3]', '(version = 1.2 or version = 1.3)'],
    ['release.version:1.2.*', '(release like "1.2.*" or release like "*@1.2.*")'],
    ['release.version:abc', 'release.version:«abc»: “abc” is not a version.'],
    ['release.version:>1.2.*', 'release.version:«>1.2.*»: “1.2.*” is not a version.'],
    ['release.package:shop', 'package = shop'],
    ['release.package:>shop', 'release.package:«>shop»: A package has no order.'],
    ['release.build:>=100', 'build >= 100'],
    ['release.build:abc', 'build = abc'],
    ['release.build:1*', 'release.build:«1*»: “1*” is not a build.'],
    ['has:release.version', 'has:«release.version»: “has:” cannot tell the parts of a release.'],
    [
      'release.stage:adopted',
      '«release.stage»:adopted: “release.stage” needs numbers of adoption, which are not held.',
    ],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a pattern of releases', () => {
  it.each([['release:1.2.*', 'release like "1.2.*"']])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('an id', () => {
  it.each([
    ['trace:0123456789abcdef0123456789ABCDEF', 'trace is 0123456789abcdef0123456789abcdef'],
    ['trace:01234567-89ab-cdef-0123-456789abcdef', 'trace is 0123456789abcdef0123456789abcdef'],
    ['id:0123456789abcdef0123456789abcdef', 'event is 0123456789abcdef0123456789abcdef'],
    ['trace.span:0123456789abcdef', 'span is 0123456789abcdef'],
    ['span:[0123456789abcdef,1123456789abcdef]', 'span is 0123456789abcdef,1123456789abcdef'],
    ['!trace:0123456789abcdef0123456789abcdef', 'not trace is 0123456789abcdef0123456789abcdef'],
    ['trace:0123*', 'trace:«0123*»: An id takes no wildcard.'],
    ['id:hello', 'id:«hello»: “hello” is not an id.'],
    [
      'trace:>0123456789abcdef0123456789abcdef',
      'trace:«>0123456789abcdef0123456789abcdef»: “>0123456789abcdef0123456789abcdef” is not an id.',
    ],
    ['trace:""', 'trace:«""»: “” is not an id.'],
    ['has:trace', 'everything'],
    [
      'trace.parent_span:0123456789abcdef',
      '«trace.parent_span»:0123456789abcdef: “trace.parent_span” is not held.',
    ],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a status', () => {
  it.each([
    ['transaction.status:ok', 'status = "ok"'],
    ['transaction.status:unknown_error', 'status = "unknown"'],
    ['!transaction.status:[ok,cancelled]', 'not status in ["ok", "cancelled"]'],
    ['status:""', 'not has status'],
    ['status:["",ok]', 'status in [none, "ok"]'],
    ['status:OK', 'status:«OK»: There is no status “OK”.'],
    ['status:>ok', 'status:«>ok»: There is no status “>ok”.'],
    ['status:no*', 'status:«no*»: A status takes no wildcard.'],
    ['status:[ok,no*]', 'status:«[ok,no*]»: A status takes no wildcard.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('the type of event', () => {
  it.each([
    ['event.type:transaction', 'everything'],
    ['!event.type:error', 'everything'],
    ['event.type:error', 'event.type:«error»: Only transactions are searched here.'],
    ['event.type:t*', 'everything'],
    ['event.type:[error,transaction]', 'everything'],
    ['!event.type:transaction', '!event.type:«transaction»: Only transactions are searched here.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a user or project by id', () => {
  it.each([
    ['user.id:42', 'user = "id:42"'],
    ['!user.id:42', 'not user = "id:42"'],
    ['user.id:4*', 'user like "id:4*"'],
    ['user.id:[1,2]', 'user in ["id:1", "id:2"]'],
    ['has:user.id', 'user like "id:*"'],
    ['user.id:""', 'not user like "id:*"'],
    ['user.email:a@b.c', 'user.display = "a@b.c"'],
    ['!user.email:*@b.c', 'not user.display like "*@b.c"'],
    ['has:user.email', 'user.display like "*@*"'],
    ['user.email:""', 'not user.display like "*@*"'],
    ['user.username:ada', '«user.username»:ada: “user.username” is not held on its own.'],
    ['project.id:7', 'project = "7"'],
    ['project_id:[7,8]', 'project in ["7", "8"]'],
    ['project.id:-7', 'project = "-7"'],
    ['project.id:one', 'project.id:«one»: “one” is not a project’s number.'],
    ['project.id:>7', 'project.id:«>7»: The numbers of projects have no order.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('what transactions do not have', () => {
  it.each([
    ['stack.colno:5', '«stack.colno»:5: “stack.colno” is about errors, and transactions are searched here.'],
    [
      'error.unhandled:true',
      '«error.unhandled»:true: “error.unhandled” is about errors, and transactions are searched here.',
    ],
    [
      'measurements.weight:>5',
      '«measurements.weight»:>5: “measurements.weight” is no measurement that is held.',
    ],
    ['!spans.lunch:5s', '!«spans.lunch»:5s: “spans.lunch” is no kind of work that is held.'],
    ['tags[spans.lunch]:5s', 'tag spans.lunch = "5s"'],
    ['is:unresolved', '«is»:unresolved: “is” is about issues, and transactions are searched here.'],
    ['issue.id:12', '«issue.id»:12: “issue.id” is about issues, and transactions are searched here.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a condition on a metric', () => {
  it.each([
    ['p95():>1s', 'everything where p95 > 1000'],
    ['p95(transaction.duration):>1s', 'everything where p95 > 1000'],
    ['p75(measurements.lcp):<2.5s', 'everything where p75(lcp) < 2500'],
    ['p75(lcp):<2.5s', 'everything where p75(lcp) < 2500'],
    ['p95(cls):>0.1', 'everything where p95(cls) > 0.1'],
    ['percentile(transaction.duration, 0.95):>1s', 'everything where p95 > 1000'],
    ['percentile(measurements.lcp,1):>1s', 'everything where p100(lcp) > 1000'],
    ['percentile(transaction.duration,0.925):>1s', 'everything where p92.5 > 1000'],
    ['percentile(transaction.duration,0.29):>1s', 'everything where p29 > 1000'],
    ['p99.9(lcp):>1s', 'everything where p99.9(lcp) > 1000'],
    ['max():>1s', 'everything where p100 > 1000'],
    ['max(transaction.duration):>1m', 'everything where p100 > 60000'],
    ['count():>1k', 'everything where count > 1000'],
    ['count_unique(user):>10', 'everything where users > 10'],
    ['count_miserable(user):>=2', 'everything where miserable_users >= 2'],
    ['failure_rate():>=5%', 'everything where failure_rate >= 0.05'],
    ['failure_rate():>0.05', 'everything where failure_rate > 0.05'],
    ['failure_count():>0', 'everything where failed > 0'],
    ['tpm():>10', 'everything where throughput > 10'],
    ['epm():>0.01', 'everything where throughput > 0.01'],
    ['tps():>2', 'everything where throughput > 120'],
    ['eps():<=1', 'everything where throughput <= 60'],
    ['apdex():>0.9', 'everything where apdex > 0.9'],
    ['apdex():>90%', 'everything where apdex > 0.9'],
    ['user_misery():<0.05', 'everything where user_misery < 0.05'],
    ['users():5', 'everything where users = 5'],
    ['!p95():>1s', 'everything where p95 <= 1000'],
    ['p95():!=1s', 'everything where not p95 = 1000'],
    ['!p95():1s', 'everything where not p95 = 1000'],
    ['last_seen():-24h', 'everything where last_seen >= 2026-11-21T12:00:00Z'],
    ['last_seen():+24h', 'everything where last_seen <= 2026-11-21T12:00:00Z'],
    [
      'last_seen():2026-11-01',
      'everything where (last_seen >= 2026-11-01T00:00:00Z and last_seen < 2026-11-02T00:00:00Z)',
    ],
    [
      '!last_seen():2026-11-01',
      'everything where not (last_seen >= 2026-11-01T00:00:00Z and last_seen < 2026-11-02T00:00:00Z)',
    ],
    ['last_seen():>=2026-11-01T10:00:00', 'everything where last_seen >= 2026-11-01T10:00:00Z'],
    ['sum(spans.db):>1h', 'everything where sum(spans.db) > 3600000'],
    ['avg(spans):>100', 'everything where avg(spans) > 100'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('conditions on rows and on metrics', () => {
  it.each([
    ['p95():>1s op:db', 'op = "db" where p95 > 1000'],
    [
      'op:db p95():>1s OR op:web',
      'op:db p95():>1s «OR» op:web: OR joins conditions on rows and on metrics: metrics are computed of the rows that were selected before.',
    ],
    ['(p95():>1s OR count():>5) op:db', 'op = "db" where (p95 > 1000 or count > 5)'],
    [
      'p95():>1s AND (apdex():<0.5 OR failure_rate():>1%)',
      'everything where (p95 > 1000 and (apdex < 0.5 or failure_rate > 0.01))',
    ],
    ['!(p95():>1s)', 'everything where not p95 > 1000'],
    [
      '!(p95():>1s op:db)',
      '«!(»p95():>1s op:db): This negation holds conditions on rows and on metrics: metrics are computed of the rows that were selected before.',
    ],
    [
      'op:db OR p95():>1s',
      'op:db «OR» p95():>1s: OR joins conditions on rows and on metrics: metrics are computed of the rows that were selected before.',
    ],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a value that is none of the metric', () => {
  it.each([
    ['p95():hotdog', 'p95():«hotdog»: “hotdog” is not what this metric is compared with.'],
    ['p95():>hotdog', 'p95():«>hotdog»: “hotdog” is not what this metric is compared with.'],
    ['p95():5%', 'p95():«5%»: “5%” is not what this metric is compared with.'],
    ['p95():[1s,2s]', 'p95():«[1s,2s]»: A metric takes no list.'],
    ['p95():', '«p95():»: Nothing stands behind “p95():”.'],
    ['p95():>', 'p95():«>»: There is nothing to compare with.'],
    ['p95():"1s"', 'everything where p95 = 1000'],
    ['failure_rate():>5ms', 'failure_rate():«>5ms»: “5ms” is not what this metric is compared with.'],
    ['last_seen():yesterday', 'last_seen():«yesterday»: “yesterday” is not a date.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a metric that there is not', () => {
  it.each([
    ['p940():>1s', '«p940()»:>1s: There is no percentile p940().'],
    ['p99.90():>1s', '«p99.90()»:>1s: There is no percentile p99.90().'],
    ['p0():>1s', '«p0()»:>1s: There is no percentile p0().'],
    ['apdex.9():>1', '«apdex.9()»:>1: There is no metric apdex.9().'],
    ['foo():>1', '«foo()»:>1: There is no metric foo().'],
    ['avg(stack.colno):>500s', 'avg(«stack.colno»):>500s: “stack.colno” is nothing that avg() can be of.'],
    [
      'avg(measurements.lpc):>1s',
      'avg(«measurements.lpc»):>1s: “measurements.lpc” is nothing that avg() can be of.',
    ],
    ['p95(user):>1s', 'p95(«user»):>1s: “user” is nothing that p95() can be of.'],
    ['apdex(300):>0.9', '«apdex(300)»:>0.9: apdex() takes its threshold from the settings.'],
    [
      'count_unique(release):>5',
      '«count_unique(release)»:>5: count_unique() is counted of users, with the thresholds of the settings.',
    ],
    [
      'count_unique():>5',
      '«count_unique()»:>5: count_unique() is counted of users, with the thresholds of the settings.',
    ],
    [
      'percentile(duration,33):>1s',
      '«percentile(duration,33)»:>1s: percentile() takes a column and a number greater than 0 and at most 1, with at most five decimals.',
    ],
    [
      'percentile(duration):>1s',
      '«percentile(duration)»:>1s: percentile() takes a column and a number greater than 0 and at most 1, with at most five decimals.',
    ],
    ['count(x):>1', '«count(x)»:>1: count() takes nothing in its parentheses.'],
    ['p95(a,b):>1s', '«p95(a,b)»:>1s: p95() takes one column.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a duration', () => {
  it.each([
    ['duration:>2s', 'duration > 2000'],
    ['duration:2m', 'duration = 120000'],
    ['duration:>1.5hr', 'duration > 5400000'],
    ['duration:>1wk', 'duration > 604800000'],
    ['duration:<2day', 'duration < 172800000'],
    ['duration:>2M', 'duration > 120000'],
    ['duration:"300"', 'duration = 300'],
    ['duration:>hotdog', 'duration:«>hotdog»: “hotdog” is not a duration.'],
    ['duration:', '«duration:»: Nothing stands behind “duration:”.'],
    ['duration:>', 'duration:«>»: There is nothing to compare with.'],
    ['duration:.5', 'duration:«.5»: “.5” is not a duration.'],
    ['duration:1e3', 'duration:«1e3»: “1e3” is not a duration.'],
    ['duration:1,000', 'duration:«1,000»: “1,000” is not a duration.'],
    ['duration:+5', 'duration:«+5»: “+5” is not a duration.'],
    ['duration:5 s', '(duration = 5 and transaction like "*s*")'],
    ['duration:>-5s', 'duration > -5000'],
    ['duration:5%', 'duration:«5%»: “5%” is not a duration.'],
    ['duration:>5kb', 'duration:«>5kb»: “5kb” is not a duration.'],
    ['duration:[1s,2,""]', 'duration in [1000, 2, none]'],
    ['duration:[1s,x]', 'duration:«[1s,x]»: “x” is not a duration.'],
    ['duration:[*]', 'duration:«[*]»: “duration” is a duration, and wildcards match text.'],
    ['duration:1*', 'duration:«1*»: “duration” is a duration, and wildcards match text.'],
    ['duration:99999999999999999999999999999999999999999999999999', 'duration = 1e+50'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a number', () => {
  it.each([
    ['spans:2m', 'spans = 2000000'],
    ['spans:2K', 'spans = 2000'],
    ['spans:>=1.5k', 'spans >= 1500'],
    ['spans:5s', 'spans:«5s»: “5s” is not a number.'],
    ['errors:>0', 'errors > 0'],
    ['http.status_code:[500,502]', 'http.status_code in [500, 502]'],
    ['http.status_code:5xx', 'http.status_code:«5xx»: “5xx” is not a number.'],
    ['cls:0.1', 'cls = 0.10000000149011612'],
    ['cls:>0.25', 'cls > 0.25'],
    ['spans.db:>hotdog', 'spans.db:«>hotdog»: “hotdog” is not a duration.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('what looks like a number on a tag', () => {
  it.each([
    ['random:2s', 'tag random = "2s"'],
    ['random:>500', 'tag random = ">500"'],
    ['random:5%', 'tag random = "5%"'],
    ['percentage:>5%', 'tag percentage = ">5%"'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a time that lies outside of what is searched', () => {
  const range = { start: NOW - 3_600_000, end: NOW };

  it.each([
    'timestamp:2026-11-01',
    'timestamp:+24h',
    'timestamp:<2026-11-22T11:00:00',
    'timestamp:>=2026-11-22T12:00:00',
    '!timestamp:>2026-11-22T10:00:00',
  ])('%s', (text) => {
    expect(meaning(text, { range })).toContain(
      'The filter on timestamp is outside of the selected date range.',
    );
  });

  it.each([
    'timestamp:2026-11-22',
    'timestamp:-24h',
    '!timestamp:2026-11-01',
    'timestamp:<=2026-11-22T11:00:00',
    'timestamp:>2026-11-22T11:59:59',
    'timestamp:2026-11-22T12:04:00',
    'received:+24h',
  ])('but not %s', (text) => {
    expect(meaning(text, { range })).not.toContain('«');
  });
});

describe('the latest release', () => {
  it('is the first of those that are known', () => {
    expect(meaning('release:latest', { releases: ['2.0', '1.0'] })).toBe('release = "2.0"');
    expect(meaning('!release:latest', { releases: ['2.0', '1.0'] })).toBe('not release = "2.0"');
    expect(meaning('release:[latest,1.0]', { releases: ['2.0', '1.0'] })).toBe('release in ["2.0", "1.0"]');
  });

  it('is none while none is known', () => {
    expect(meaning('release:latest')).toBe(
      'release:«latest»: No release is known yet, so none is the latest.',
    );
    expect(meaning('release:latest', { releases: [] })).toContain('«latest»');
    expect(meaning('release:[1.0,latest]', { releases: [] })).toContain('[1.0,«latest»]');
  });
});
