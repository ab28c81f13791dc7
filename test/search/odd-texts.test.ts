// Texts as people type and paste them: odd quotes, brackets, parentheses, white space and escapes.
import { describe, expect, it } from 'vitest';
import { meaning } from './shown.ts';

describe('quotes in free text', () => {
  it.each([
    ['"', 'transaction like "*\\"*"'],
    ['""', 'everything'],
    ['"   "', 'transaction like "*   *"'],
    ['" "', 'transaction like "* *"'],
    ['GET " " /cart', 'transaction like "*GET   /cart*"'],
    ['"foo', 'transaction like "*\\"foo*"'],
    ['foo"', 'transaction like "*foo\\"*"'],
    ['"foo bar"', 'transaction like "*foo bar*"'],
    ['"foo" "bar"', 'transaction like "*foo bar*"'],
    ['"foo"bar', 'transaction like "*foo bar*"'],
    ['foo"bar"', 'transaction like "*foo\\"bar\\"*"'],
    ['end"thinger:unknown"', 'transaction like "*end\\"thinger:unknown\\"*"'],
    ['"thinger:unknown', 'transaction like "*\\"thinger:unknown*"'],
    ['"thinger:unknown what is this?"', 'transaction like "*thinger:unknown what is this?*"'],
    ['thinger:unknown "what is this?"', '(tag thinger = "unknown" and transaction like "*what is this?*")'],
    ['"thinger":unknown', 'tag thinger = "unknown"'],
    ['"thin ger":unknown', 'transaction like "*thin ger :unknown*"'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('quotes in a value', () => {
  it.each([
    ['thinger:"unknown', 'thinger:«"unknown»: The quote is not closed.'],
    ['thinger:unknown"', 'tag thinger = "unknown\\""'],
    ['thinger:un"known', 'tag thinger = "un\\"known"'],
    ['thinger:"un"known', 'thinger:"un"«known»: Text stands right behind the closing quote.'],
    ['thinger:"un\\"known"', 'tag thinger = "un\\"known"'],
    ['thinger:un\\"known', 'tag thinger = "un\\"known"'],
    ['thinger:"\\"unknown\\""', 'tag thinger = "\\"unknown\\""'],
    ['thinger:\\"unknown\\"', 'tag thinger = "\\"unknown\\""'],
    ['thinger:""', 'not has tag thinger'],
    ['thinger:"" other:""', '(not has tag thinger and not has tag other)'],
    ['thinger:" "', 'tag thinger = " "'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('white space', () => {
  it.each([
    ['thinger:"a\nb"', 'tag thinger = "a\\nb"'],
    ['thinger:a\nb', '(tag thinger = "a" and transaction like "*b*")'],
    ['thinger:"a\tb"', 'tag thinger = "a\\tb"'],
    ['thinger:a\tb', '(tag thinger = "a" and transaction like "*b*")'],
    ['foo\nbar', 'transaction like "*foo bar*"'],
    ['\n', 'everything'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('escapes', () => {
  it.each([
    ['\\"foo\\"', 'transaction like "*\\"foo\\"*"'],
    ['say \\"foo\\" loud', 'transaction like "*say \\"foo\\" loud*"'],
    ["'foo bar'", 'transaction like "*\'foo bar\'*"'],
    ["thinger:'foo bar'", '(tag thinger = "\'foo" and transaction like "*bar\'*")'],
    ['"a\\\\"', 'transaction like "*a\\\\\\\\*"'],
    ['thinger:"a\\\\"', 'tag thinger = "a\\\\"'],
    ['thinger:"a\\"', 'thinger:«"a\\"»: The quote is not closed.'],
    ['thinger:a\\', 'tag thinger = "a\\\\"'],
    ['thinger:"a\\\\\\"b"', 'tag thinger = "a\\\\\\"b"'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('brackets', () => {
  it.each([
    ['op:[a]', 'op = "a"'],
    ['op:[a,b]', 'op in ["a", "b"]'],
    ['op:[ a , b ]', 'op in ["a", "b"]'],
    ['op:["a b",c]', 'op in ["a b", "c"]'],
    ['op:["a,b","c]d"]', 'op in ["a,b", "c]d"]'],
    ['op:["say \\"hi\\"",x]', 'op in ["say \\"hi\\"", "x"]'],
    ['op:[a\\,b]', 'op in ["a\\\\", "b"]'],
    ['op:[a b]', '(op = "[a" and transaction like "*b]*")'],
    ['op:[h e]', '(op = "[h" and transaction like "*e]*")'],
    ['op:[a,b c]', '(op = "[a,b" and transaction like "*c]*")'],
    ['op:[a,]', 'op:[a«,]»: The list has an empty place.'],
    ['op:[,a]', 'op:«[,»a]: The list has an empty place.'],
    ['op:[a,,b]', 'op:[a«,,»b]: The list has an empty place.'],
    ['op:[]', 'op = "[]"'],
    ['op:[ ]', 'op:«[ ]»: The list has an empty place.'],
    ['op:[a', 'op = "[a"'],
    ['op:[a,b', 'op = "[a,b"'],
    ['op:[a,', 'op = "[a,"'],
    ['op:a]', 'op = "a]"'],
    ['op:[a]b', 'op = "[a]b"'],
    ['op:[a] b', '(op = "a" and transaction like "*b*")'],
    ['op:[a](b)', '(op = "a" and transaction like "*b*")'],
    ['(op:[a])', 'op = "a"'],
    ['op:[[a]]', 'op = "[a]"'],
    ['op:[a, [b]]', 'op in ["a", "[b]"]'],
    ['op:[a],b]', 'op in ["a]", "b"]'],
    ['op:[a]b]', 'op = "a]b"'],
    ['op:[[a]]b', 'op = "[[a]]b"'],
    ['op:[[a]] b', '(op = "[a]" and transaction like "*b*")'],
    ['op:[a[b]', 'op = "a[b"'],
    ['op:[a(b),c]', 'op = "[a(b),c]"'],
    ['op:["a]', 'op = "[\\"a]"'],
    ['op:["a"b,c]', 'op = "[\\"a\\"b,c]"'],
    ['op:["a" b,c]', '(op = "[\\"a\\"" and transaction like "*b,c]*")'],
    ['op:[a"b,c]', 'op in ["a\\"b", "c"]'],
    ['op:[a*,b]', 'op in ["a*", "b"]'],
    ['op:[a\\*,b]', 'op in ["a\\\\*", "b"]'],
    ['!op:[a,b]', 'not op in ["a", "b"]'],
    ['op:>[a,b]', 'op = ">[a,b]"'],
    ['op:[a,b]OR op:c', '(op = "[a,b]OR" and op = "c")'],
    ['op:["",a]', 'op in [none, "a"]'],
    ['op:[""]', 'op = none'],
    ['[op:a]', 'transaction like "*[op:a]*"'],
    ['[foo]', 'transaction like "*[foo]*"'],
    ['op:[a,\nb]', 'op in ["a", "b"]'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a tag by its name', () => {
  it.each([
    ['tags[op]:a', 'tag op = "a"'],
    ['!tags[op]:a', 'not tag op = "a"'],
    ['tags[a b]:c', 'tag a b = "c"'],
    ['tags["a]b"]:c', 'tag a]b = "c"'],
    ['tags["a\\"b"]:c', 'tag a"b = "c"'],
    ['tags[a:b]:c', 'tag a:b = "c"'],
    ['tags[]:a', 'transaction like "*tags[]:a*"'],
    ['tags[op:a', 'transaction like "*tags[op:a*"'],
    ['tags[op]a:b', 'transaction like "*tags[op]a:b*"'],
    ['tags:a', 'tag tags = "a"'],
    ['tags[op]', 'transaction like "*tags[op]*"'],
    ['tags[op]:', '«tags[op]:»: Nothing stands behind “tags[op]:”.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('a tag with its type', () => {
  it.each([
    ['tags[size,number]:12', 'tag size = "12"'],
    ['tags[size , number]:[12,13]', 'tag size in ["12", "13"]'],
    ['!tags[paid,boolean]:true', 'not tag paid = "true"'],
    ['tags[a:b,string]:x*', 'tag a:b like "x*"'],
    ['tags["a]b",string]:x', 'tag a]b = "x"'],
    ['tags["size,number"]:12', 'tag size,number = "12"'],
    ['tags[size,wide]:12', 'tag size,wide = "12"'],
    ['tags[,number]:12', 'tag ,number = "12"'],
    ['has:tags[size,number]', 'has tag size'],
    ['tags[size,string]:>12', 'tag size = ">12"'],
    ['tags[size,number]:>12', 'tags[size,number]:«>12»: A tag is held as a text, and texts have no order.'],
    ['tags[sizes,array]:xl', '«tags[sizes,array]»:xl: A tag holds one text here, not a list of them.'],
    ['tags[sizes,array][*]:xl', '«tags[sizes,array][*]»:xl: A tag holds one text here, not a list of them.'],
    ['tags[sizes[*],array]:xl', '«tags[sizes[*],array]»:xl: A tag holds one text here, not a list of them.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('an operator that is a word', () => {
  it.each([
    [
      'op:\uf00dContains\uf00ddb',
      'op:«\uf00dContains\uf00ddb»: This operator is a word, and only signs are read here.',
    ],
    [
      'op:\uf00dEndsWith\uf00d[a, b]',
      'op:«\uf00dEndsWith\uf00d[a,» b]: This operator is a word, and only signs are read here.',
    ],
    ['op:"\uf00dContains"', 'op = "\uf00dContains"'],
    ['op:Contains', 'op = "Contains"'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('presence', () => {
  it.each([
    ['has:tags[op]', 'has tag op'],
    ['!has:tags[a b]', 'not has tag a b'],
    ['has:tags[op]x', '«has:tags[op]x»: “has:” takes the name of a field or tag.'],
    ['has:op', 'has op'],
    ['has:', '«has:»: “has:” takes the name of a field or tag.'],
    ['has:>op', '«has:>op»: “has:” takes the name of a field or tag.'],
    ['has:op*', '«has:op*»: “has:” takes the name of a field or tag.'],
    ['has:"op"', 'has op'],
    ['has:[op]', '«has:[op]»: “has:” takes the name of a field or tag.'],
    ['has:a/b', '«has:a/b»: “has:” takes the name of a field or tag.'],
    ['has:has', 'has tag has'],
    ['has:p95()', '«has:p95()»: “has:” takes the name of a field or tag.'],
    ['!has:', '«!has:»: “has:” takes the name of a field or tag.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('parentheses and free text', () => {
  it.each([
    ['(foo)', 'transaction like "*foo*"'],
    ['(foo bar)', 'transaction like "*foo bar*"'],
    ['((foo))', 'transaction like "*foo*"'],
    ['()', 'transaction like "*()*"'],
    ['( )', 'transaction like "*( )*"'],
    ['(())', 'transaction like "*()*"'],
    ['foo()', 'transaction like "*foo()*"'],
    ['foo ()', 'transaction like "*foo ()*"'],
    ['foo()bar', 'transaction like "*foo()bar*"'],
    ['foo(bar)', 'transaction like "*foo(bar)*"'],
    ['foo (bar)', 'transaction like "*foo (bar)*"'],
    ['foo (bar baz) qux', 'transaction like "*foo (bar baz) qux*"'],
    [
      "undefined is not an object (evaluating 'x')",
      'transaction like "*undefined is not an object (evaluating \'x\')*"',
    ],
    [
      "undefined is not an object (evaluating 'function.name')",
      'transaction like "*undefined is not an object (evaluating \'function.name\')*"',
    ],
    ['foo(bar:baz)', '(transaction like "*foo*" and tag bar = "baz")'],
    ['foo (bar:baz)', '(transaction like "*foo*" and tag bar = "baz")'],
    ['foo(a OR b)', '(transaction like "*foo*" and (transaction like "*a*" or transaction like "*b*"))'],
    ['foo (a OR b)', '(transaction like "*foo*" and (transaction like "*a*" or transaction like "*b*"))'],
    ['foo !(bar)', '(transaction like "*foo*" and not transaction like "*bar*")'],
    ['foo ((bar))', 'transaction like "*foo ((bar))*"'],
    ['foo (bar (op:a))', '(transaction like "*foo*" and (transaction like "*bar*" and op = "a"))'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('parentheses that do not match', () => {
  it.each([
    ['foo (', 'foo «(»: The search ends where a condition should follow.'],
    ['foo )', 'foo «)»: This parenthesis closes nothing.'],
    ['foo (bar', 'foo «(»bar: This parenthesis is not closed.'],
    ['foo bar)', 'foo bar«)»: This parenthesis closes nothing.'],
    ['(foo', '«(»foo: This parenthesis is not closed.'],
    ['foo)', 'foo«)»: This parenthesis closes nothing.'],
    [')(', '«)»(: There is nothing in front of this.'],
    ['(op:a', '«(»op:a: This parenthesis is not closed.'],
    ['op:a)', 'op:a«)»: This parenthesis closes nothing.'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('parentheses and values', () => {
  it.each([
    ['op:a(b)', 'op = "a(b)"'],
    ['op:a(b)c', 'op = "a(b)c"'],
    ['op:(a)', '«op:»(a): Nothing stands behind “op:”.'],
    ['op:(a OR b)', '«op:»(a OR b): Nothing stands behind “op:”.'],
    ['op:a(b c)', '(op = "a" and transaction like "*b c*")'],
    ['op:a)', 'op:a«)»: This parenthesis closes nothing.'],
    ['(op:a(b))', 'op = "a(b)"'],
    ['((op:a) OR op:b)', '(op = "a" or op = "b")'],
    ['(op:a)(op:b)', '(op = "a" and op = "b")'],
    ['op:a (op:b)', '(op = "a" and op = "b")'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('negation', () => {
  it.each([
    ['!(op:a)', 'not op = "a"'],
    ['!()', '!(«)»: There is nothing in front of this.'],
    ['! op:a', '(transaction like "*!*" and op = "a")'],
    ['!!op:a', 'transaction like "*!!op:a*"'],
    ['!foo', 'transaction like "*!foo*"'],
    ['!', 'transaction like "*!*"'],
    ['!"foo"', 'transaction like "*!\\"foo\\"*"'],
    ['!"op":a', 'not op = "a"'],
    ['op:!a', 'op = "!a"'],
    ['op:!=a', 'op = "!=a"'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('operators on text', () => {
  it.each([
    ['op:=a', 'op = "=a"'],
    ['op:>a', 'op = ">a"'],
    ['op:>=a', 'op = ">=a"'],
    ['op:>"a b"', 'op = ">a b"'],
    ['op:>', 'op = ">"'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('AND and OR', () => {
  it.each([
    ['and', '«and»: AND stands where a condition should.'],
    ['or', '«or»: OR stands where a condition should.'],
    ['AND', '«AND»: AND stands where a condition should.'],
    ['op:a and', 'op:a «and»: The search ends where a condition should follow.'],
    ['and op:a', '«and» op:a: AND stands where a condition should.'],
    ['op:a AND AND op:b', 'op:a AND «AND» op:b: AND stands where a condition should.'],
    ['op:a or or op:b', 'op:a or «or» op:b: OR stands where a condition should.'],
    ['op:a OR AND op:b', 'op:a OR «AND» op:b: AND stands where a condition should.'],
    ['op:a and op:b', '(op = "a" and op = "b")'],
    ['op:a And op:b oR op:c', '((op = "a" and op = "b") or op = "c")'],
    ['op:aand op:b', '(op = "aand" and op = "b")'],
    ['op:a OR(op:b)', '(op = "a" or op = "b")'],
    ['op:a ANDop:b', '(op = "a" and tag ANDop = "b")'],
    ['"and"', 'transaction like "*and*"'],
    ['"or" foo', 'transaction like "*or foo*"'],
    ['android OR order', '(transaction like "*android*" or transaction like "*order*")'],
    ['foo and bar', '(transaction like "*foo*" and transaction like "*bar*")'],
    ['foo OR bar baz', '(transaction like "*foo*" or transaction like "*bar baz*")'],
    ['op:a OR op:b op:c', '(op = "a" or (op = "b" and op = "c"))'],
    ['op:a op:b OR op:c op:d', '((op = "a" and op = "b") or (op = "c" and op = "d"))'],
    ['op:or', 'op = "or"'],
    ['(op:a OR)', '(op:a OR«)»: There is nothing in front of this.'],
    ['(OR op:a)', '(«OR» op:a): OR stands where a condition should.'],
    ['() OR op:a', '(transaction like "*()*" or op = "a")'],
    ['"" OR op:a', '(everything or op = "a")'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('colons', () => {
  it.each([
    ['op: a', '«op:» a: Nothing stands behind “op:”.'],
    ['op :a', 'transaction like "*op :a*"'],
    [':a', 'transaction like "*:a*"'],
    ['op::a', 'op = ":a"'],
    ['op:a:b', 'op = "a:b"'],
    ['a:b:c', 'tag a = "b:c"'],
    ['http://x.y/z', 'transaction like "*http://x.y/z*"'],
    ['url:http://x.y/z', 'tag url = "http://x.y/z"'],
    ['op://x', 'op = "//x"'],
    ['!op://x//y', 'not op = "//x//y"'],
    ['plan://x*', 'tag plan like "//x*"'],
    ['!https://x.y/z', 'transaction like "*!https://x.y/z*"'],
    ['WSS://x.y', 'transaction like "*WSS://x.y*"'],
    ['tags[http]://x', 'tag http = "//x"'],
    ['"http"://x', 'tag http = "//x"'],
    ['https.proxy://x', 'tag https.proxy = "//x"'],
    ['foo:bar/baz?x=1&y=2', 'tag foo = "bar/baz?x=1&y=2"'],
    ['12:30', 'tag 12 = "30"'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('letters in keys', () => {
  it.each([
    ['é:a', 'transaction like "*é:a*"'],
    ['op:é', 'op = "é"'],
    ['op.é:a', 'transaction like "*op.é:a*"'],
    ['o-p:a', 'tag o-p = "a"'],
    ['o_p.q-r:a', 'tag o_p.q-r = "a"'],
    ['o p:a', '(transaction like "*o*" and tag p = "a")'],
    ['op,a', 'transaction like "*op,a*"'],
    ['op;a', 'transaction like "*op;a*"'],
    ['op:a,b', 'op = "a,b"'],
    ['op:a;b', 'op = "a;b"'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('stars', () => {
  it.each([
    ['*', 'transaction like "***"'],
    ['**', 'transaction like "****"'],
    ['\\*', 'transaction like "*\\\\**"'],
    ['op:*', 'op like "*"'],
    ['op:**', 'op like "**"'],
    ['op:\\*', 'op = "*"'],
    ['op:"*"', 'op like "*"'],
    ['op:a*b', 'op like "a*b"'],
    ['op:"a*b"', 'op like "a*b"'],
    ['op:a\\*b', 'op = "a*b"'],
    ['op:a\\\\*b', 'op like "a\\\\\\\\*b"'],
    ['op:"a\\\\*b"', 'op like "a\\\\\\\\*b"'],
    ['op:*a*', 'op like "*a*"'],
    ['!op:*a*', 'not op like "*a*"'],
    ['/api/*', 'transaction like "*/api/**"'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('what looks like a metric', () => {
  it.each([
    ['p95()', 'transaction like "*p95()*"'],
    ['p95', 'transaction like "*p95*"'],
    ['p95():', '«p95():»: Nothing stands behind “p95():”.'],
    ['p95 ():>1s', 'transaction like "*p95 ():>1s*"'],
    ['p95( ):>1s', 'everything where p95 > 1000'],
    ['p95(lcp ):>1s', 'everything where p95(lcp) > 1000'],
    ['p95("lcp"):>1s', 'everything where p95(lcp) > 1000'],
    ['p95(lcp,):>1s', '«p95(lcp,)»:>1s: An argument of p95() is empty.'],
    ['p95( ,lcp):>1s', '«p95( ,lcp)»:>1s: An argument of p95() is empty.'],
    ['p95(,):>1s', '«p95(,)»:>1s: An argument of p95() is empty.'],
    ['p95(lcp,)', 'transaction like "*p95(lcp,)*"'],
    ['percentile(lcp,,0.5):>1s', '«percentile(lcp,,0.5)»:>1s: An argument of percentile() is empty.'],
    [
      'avg(tags[a:b,number]):>1',
      'avg(«tags[a:b,number]»):>1: “tags[a:b,number]” is nothing that avg() can be of.',
    ],
    ['avg(a:b):>1', 'avg(«a:b»):>1: “a:b” is nothing that avg() can be of.'],
    ['max(op:b)', '(transaction like "*max*" and op = "b")'],
    ['p95(lcp:>1s', 'p95«(»lcp:>1s: This parenthesis is not closed.'],
    ['p95)lcp(:>1s', 'p95«)»lcp(:>1s: This parenthesis closes nothing.'],
    ['!p95():>1s', 'everything where p95 <= 1000'],
    ['count(a b):>1', 'transaction like "*count(a b):>1*"'],
    ['f(g(x)):>1', 'transaction like "*f(g(x)):>1*"'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});

describe('the case of keys', () => {
  it.each([
    ['Duration:5', 'tag Duration = "5"'],
    ['DURATION:>5', 'tag DURATION = ">5"'],
    ['transaction.Duration:>5', 'tag transaction.Duration = ">5"'],
    ['TRANSACTION:x', 'tag TRANSACTION = "x"'],
  ])('%j', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });
});
