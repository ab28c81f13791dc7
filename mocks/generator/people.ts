import { mix, unitOf } from './random.ts';

// The people who use the product. Their domains end in `.example`, which belongs to no one.

const GIVEN =
  'mara jonas ines pablo aisha theo lena otto noor felix ada bruno clara dario elif finn greta hugo irina jamal kaya luca mina nils olga pia quentin rosa samir tilda ugo vera wanda xenia yusuf zoe amara bela celia dmitri esra fatou gil hana ivo june karim lars'.split(
    ' ',
  );
const FAMILY =
  'lindqvist okafor duarte roche keller moreau haddad novak silva berg tanaka weiss costa ivanov jensen kaur larsen marino nagy oduya petrov quist romano santos thorne ueda vogel wolff yilmaz zhang abbott becker chen diaz evans fischer garcia hansen ibrahim jansen'.split(
    ' ',
  );
const TEAMS =
  'northbay harrow-legal meridian cartaviva oberfeld atelier-k brightwater castell dunmore eastgate fjordbank glasshouse hollis-partners isarwerk juniper-law kestrel lumen-health marlow nordwind orchard pinewood quayside redfern solano tidewater umbra velden westmark'.split(
    ' ',
  );

export const PLANS = ['free', 'team', 'business', 'enterprise'] as const;
export const REGIONS = ['eu-west', 'eu-north', 'us-east', 'us-west', 'ap-south'] as const;

export const BROWSERS = ['Chrome', 'Safari', 'Firefox', 'Edge'] as const;
export const SYSTEMS = ['Windows', 'macOS', 'Linux', 'iOS', 'Android'] as const;
export const DEVICES = ['desktop', 'phone', 'tablet'] as const;

const PEOPLE = 4_000;

function pick<Item>(from: readonly Item[], share: number): Item | undefined {
  return from[Math.floor(share * from.length)];
}

/** E-mail addresses by person; the number makes each unique. */
export const EMAILS: readonly string[] = Array.from({ length: PEOPLE }, (_, person) => {
  const bits = mix(person + 1);
  const given = pick(GIVEN, unitOf(bits, 0));
  const family = pick(FAMILY, unitOf(bits, 1));
  const team = pick(TEAMS, unitOf(bits, 2) ** 2);
  return `${given}.${family}${person < 200 ? '' : person}@${team}.example`;
});

export const IDS: readonly string[] = Array.from({ length: PEOPLE }, (_, person) => `id:${1_000 + person}`);

const LOG_PEOPLE = Math.log(PEOPLE + 1);

/** Few people do most of the work: person r comes about in proportion to 1/r (Zipf). */
export function choosePerson(share: number): number {
  return Math.min(PEOPLE - 1, Math.floor(Math.exp(share * LOG_PEOPLE)) - 1);
}

/** By person: an index into `PLANS`. */
export const PLAN_OF = Uint8Array.from({ length: PEOPLE }, (_, person) => {
  const share = unitOf(mix(person + 1), 3);
  if (share < 0.3) return 0;
  if (share < 0.68) return 1;
  return share < 0.88 ? 2 : 3;
});

/** By person: an index into `REGIONS`. */
export const REGION_OF = Uint8Array.from({ length: PEOPLE }, (_, person) =>
  Math.floor(unitOf(mix(person + 1), 4) ** 1.4 * REGIONS.length),
);

/** What browsers run on: indices into `BROWSERS`, `SYSTEMS` and `DEVICES`, as often as there are such people. */
const MACHINES: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [0, 0, 0],
  [0, 0, 0],
  [0, 1, 0],
  [0, 1, 0],
  [1, 1, 0],
  [1, 3, 1],
  [1, 3, 2],
  [2, 0, 0],
  [2, 2, 0],
  [3, 0, 0],
  [0, 4, 1],
];

/** The machine of a person's browser. */
export function machineOf(person: number): readonly [number, number, number] {
  return MACHINES[Math.floor(unitOf(mix(person + 1), 5) * MACHINES.length)] ?? [0, 0, 0];
}
