import { describe, expect, it } from 'vitest';
import { curlOf } from '../../../src/pages/trace/curl.ts';
import { span } from '../../trace/drawing.ts';

function curl(description: string, attributes: Readonly<Record<string, string>> = {}, op = 'http.client') {
  return curlOf(span({ op, description, attributes: new Map(Object.entries(attributes)) }));
}

describe('the command that sends a request again', () => {
  it.each([
    ['GET https://api.example/users?page=2', {}, "curl 'https://api.example/users?page=2'"],
    ['POST https://api.example/users', {}, "curl -X POST 'https://api.example/users'"],
    ['HEAD https://api.example/', {}, "curl --head 'https://api.example/'"],
    [
      'fetch',
      { 'url.full': 'https://a.example/x', 'http.request.method': 'put' },
      "curl -X PUT 'https://a.example/x'",
    ],
    ['GET https://a.example/x', { 'http.query': '?q=1' }, "curl 'https://a.example/x?q=1'"],
    ['GET https://a.example/?ids[]=1', {}, "curl --globoff 'https://a.example/?ids[]=1'"],
    ['PUT https://a.example/{id}', {}, "curl -X PUT --globoff 'https://a.example/{id}'"],
    // Foreign text must not become a command of its own.
    ["GET https://a.example/'; rm -rf ~ #", {}, String.raw`curl 'https://a.example/'\''; rm -rf ~ #'`],
    ['fetch', { 'url.full': 'https://a.example/', 'http.method': 'X; reboot' }, "curl 'https://a.example/'"],
  ])('%s', (description, attributes, command) => {
    expect(curl(description, attributes)).toBe(command);
  });

  it('is none of what has no address of its own, and of what is no request', () => {
    expect(curl('GET /relative')).toBeNull();
    expect(curl('GET file:///etc/passwd')).toBeNull();
    expect(curl('SELECT 1', { url: 'https://a.example/' }, 'db')).toBeNull();
  });
});
