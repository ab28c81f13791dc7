import { expect, it } from 'vitest';
import { mostLike } from '../../src/view/similar-names.ts';

const NAMES = ['/api/documents', 'GET /api/documents/{id}', '/api/contacts', '/login', 'worker.sync'];
const meant = (name: string, most = 3): readonly string[] => mostLike(NAMES, (one) => one, name, most);

it('finds what a misspelt name most likely meant, the likest first', () => {
  expect(meant('/api/documets')).toEqual(['/api/documents', 'GET /api/documents/{id}']);
  expect(meant('GET /api/Documents/:id')[0]).toBe('GET /api/documents/{id}');
  expect(meant('/api/documets', 1)).toEqual(['/api/documents']);
});

it('finds nothing where no name is like it', () => {
  expect(meant('checkout')).toEqual([]);
  expect(meant('')).toEqual([]);
  expect(meant('/')).toEqual([]);
});
