// What SQL could do to the machine if a text of someone else's ever became SQL: nothing.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '../../src/collector/store/database.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'longtail-hardening-'));
  writeFileSync(join(directory, 'secret.csv'), 'a,b\n1,canary\n');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe.each(['in memory', 'on disk'])('the database %s', (where) => {
  const attempts = (path: string): readonly string[] => [
    `SELECT * FROM read_text('${path}/secret.csv')`,
    `SELECT * FROM read_blob('${path}/secret.csv')`,
    `SELECT * FROM read_csv('${path}/secret.csv')`,
    `SELECT * FROM '${path}/secret.csv'`,
    `SELECT * FROM glob('${path}/*')`,
    `SELECT * FROM read_parquet('${path}/x.parquet')`,
    `SELECT * FROM read_json('http://127.0.0.1:1/x')`,
    `COPY (SELECT 1) TO '${path}/out.csv'`,
    `COPY (SELECT 1) TO '${path}/out.parquet' (FORMAT parquet)`,
    `EXPORT DATABASE '${path}/export'`,
    `IMPORT DATABASE '${path}/export'`,
    `ATTACH '${path}/other.duckdb' AS other`,
    `INSTALL httpfs`,
    `INSTALL spatial FROM community`,
    `LOAD httpfs`,
    `LOAD '${path}/evil.duckdb_extension'`,
    `SET enable_external_access=true`,
    `SET autoinstall_known_extensions=true`,
    `SET autoload_known_extensions=true`,
    `SET allow_community_extensions=true`,
    `SET allow_unsigned_extensions=true`,
    `SET memory_limit='100GB'`,
    `SET GLOBAL max_temp_directory_size='1TB'`,
    `SET temp_directory='${path}'`,
    `SET lock_configuration=false`,
    `RESET enable_external_access`,
    `PRAGMA memory_limit='100GB'`,
  ];

  it('refuses to read, write, load and be set otherwise, and goes on', async () => {
    const database = await Database.open(where === 'on disk' ? join(directory, 'own.duckdb') : ':memory:');
    try {
      await database.within(async (connection) => {
        await connection.run('CREATE TABLE own (value INTEGER)');
        for (const sql of attempts(directory)) {
          const answered = await connection.runAndReadAll(sql).then(
            () => 'answered',
            (error: unknown) => String(error),
          );
          expect([sql, answered]).toEqual([sql, expect.stringMatching(/permission|disabled|locked/i)]);
        }
        await connection.run('INSERT INTO own VALUES (1)');
        const settings = await connection.runAndReadAll(
          `SELECT name, value FROM duckdb_settings() WHERE name IN
            ('enable_external_access', 'lock_configuration', 'memory_limit', 'max_temp_directory_size')`,
        );
        expect(Object.fromEntries(settings.getRows() as [string, string][])).toEqual({
          enable_external_access: 'false',
          lock_configuration: 'true',
          max_temp_directory_size: '953.6 MiB',
          memory_limit: where === 'on disk' ? '106.8 MiB' : '488.2 MiB',
        });
      });
      await database.checkpoint();
    } finally {
      database.close();
    }
    expect(readdirSync(directory).filter((name) => !name.startsWith('own.'))).toEqual(['secret.csv']);
  });
});
