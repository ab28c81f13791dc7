import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { NEW_RULE } from '../../../src/model/alert-rule.ts';
import type { AlertRule } from '../../../src/model/alert-rule.ts';
import { NEW_STATE } from '../../../src/model/alert-state.ts';
import type { RuleRecord } from '../../../src/model/alerts.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/source.ts';
import { FiringCount } from '../../../src/pages/frame/rail/FiringCount.tsx';
import { RailTools } from '../../../src/pages/frame/rail/RailTools.tsx';
import { Starred } from '../../../src/pages/frame/rail/Starred.tsx';
import { NO_ROOM, isRailNarrow } from '../../../src/ui/shell/rail.ts';
import { RAIL_CHOICE } from '../../../src/view/rail.ts';
import { PageAround } from '../../view/page-around.tsx';
import { NO_ALERTS, scriptedSource } from '../../view/scripted-source.ts';

function star(transaction: string): { readonly project: string; readonly transaction: string } {
  return { project: 'api', transaction };
}

function showStars(stars: readonly { readonly project: string; readonly transaction: string }[]): void {
  render(
    <PageAround
      source={scriptedSource({ readSettings: () => Promise.resolve({ ...DEFAULT_SETTINGS, stars }) })}
      address="/transaction?v=2&range=7d&transaction=%2Ftwo&transaction.project=api"
    >
      <Starred page="transaction" />
    </PageAround>,
  );
}

it('leads to starred transactions with the filters that are set, and marks the one that is open', async () => {
  showStars([star('/one'), star('/two'), star('')]);
  const list = await screen.findByRole('navigation', { name: 'Starred' });
  const links = within(list).getAllByRole('link');
  expect(links.map(({ textContent }) => textContent)).toEqual(['/one', '/two', '(no name)']);
  expect(links.map((link) => link.getAttribute('aria-current'))).toEqual([null, 'page', null]);
  const address = new URL(links[0]?.getAttribute('href') ?? '', 'http://host');
  expect([
    address.pathname,
    address.searchParams.get('transaction'),
    address.searchParams.get('range'),
  ]).toEqual(['/transaction', '/one', '7d']);
});

it('shows some of many, and says how many more there are', async () => {
  showStars(Array.from({ length: 11 }, (_, i) => star(`/${i}`)));
  expect(await screen.findAllByRole('link')).toHaveLength(8);
  expect(screen.getByText('and 3 more')).toBeVisible();
});

const RULE: AlertRule = { ...NEW_RULE, id: 'r', name: 'Slow' };
const FIRING: RuleRecord = {
  state: { ...NEW_STATE, incident: { number: 1, level: 'critical', changes: 1 }, incidents: 1 },
  incidents: [],
  edits: [],
};

it.each([
  ['two that fire', [RULE, { ...RULE, id: 's' }], '2 firing'],
  ['one of two, because the other is turned off', [RULE, { ...RULE, id: 's', enabled: false }], '1 firing'],
])('counts %s', async (_what, rules, words) => {
  const alerts = { ...NO_ALERTS, rules, records: { r: FIRING, s: FIRING } };
  render(
    <PageAround source={scriptedSource({ readAlerts: () => Promise.resolve(alerts) })}>
      <FiringCount />
    </PageAround>,
  );
  expect(await screen.findByTitle(words)).toHaveTextContent(words);
});

it('is made narrow and wide again, which this browser keeps, and has the way to the keys', async () => {
  const user = userEvent.setup();
  const keys = vi.fn();
  render(<RailTools onKeys={keys} />);
  await user.click(screen.getByRole('button', { name: 'Make the rail narrow' }));
  expect(document.documentElement.dataset['rail']).toBe('narrow');
  expect(RAIL_CHOICE.read()).toBe('narrow');
  await user.click(screen.getByRole('button', { name: 'Make the rail wide' }));
  expect(document.documentElement.dataset['rail']).toBe('wide');
  expect(RAIL_CHOICE.read()).toBe('wide');
  await user.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }));
  expect(keys).toHaveBeenCalledOnce();
});

it('has icons alone where a window has no room for names, until the reader says otherwise', async () => {
  const user = userEvent.setup();
  const roomy = window.matchMedia.bind(window);
  vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
    Object.assign(roomy(query), { matches: query === NO_ROOM }),
  );
  localStorage.clear();
  expect(isRailNarrow(RAIL_CHOICE.read())).toBe(true);
  render(<RailTools onKeys={() => undefined} />);
  expect(document.documentElement.dataset['rail']).toBe('narrow');
  await user.click(screen.getByRole('button', { name: 'Make the rail wide' }));
  expect(document.documentElement.dataset['rail']).toBe('wide');
  expect(isRailNarrow(RAIL_CHOICE.read())).toBe(false);
  vi.restoreAllMocks();
  localStorage.clear();
});
