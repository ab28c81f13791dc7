import type { FindingLimits } from '../../model/finding.ts';
import { CLASSIC_LIMITS } from './finding.ts';

/** A limit as it is named in an address, such as `nPlusOneDb.time`. */
export type LimitName = string;

type Numbers = Readonly<Record<string, Readonly<Record<string, number>>>>;

function asNumbers(limits: FindingLimits): Numbers {
  return Object.fromEntries(Object.entries(limits).map(([group, values]) => [group, { ...values }]));
}

/** Every limit by its name, in the order of the detectors. */
export function namedLimits(limits: FindingLimits): readonly (readonly [LimitName, number])[] {
  return Object.entries(asNumbers(limits)).flatMap(([group, values]) =>
    Object.entries(values).map(([key, value]) => [`${group}.${key}`, value] as const),
  );
}

/** The classic limits with others in the place of some of them; a name that is none of theirs changes nothing. */
export function limitsWith(changed: Readonly<Record<LimitName, number>>): FindingLimits {
  const part = <Values extends object>(group: string, values: Values): Values =>
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, changed[`${group}.${key}`] ?? (value as number)]),
    ) as Values;
  const { nPlusOneDb, mnPlusOneDb, consecutiveDb, slowDb, nPlusOneApi, consecutiveHttp } = CLASSIC_LIMITS;
  const { largePayload, uncompressedAsset, renderBlockingAsset, httpOverhead, mainThread } = CLASSIC_LIMITS;
  return {
    nPlusOneDb: part('nPlusOneDb', nPlusOneDb),
    mnPlusOneDb: part('mnPlusOneDb', mnPlusOneDb),
    consecutiveDb: part('consecutiveDb', consecutiveDb),
    slowDb: part('slowDb', slowDb),
    nPlusOneApi: part('nPlusOneApi', nPlusOneApi),
    consecutiveHttp: part('consecutiveHttp', consecutiveHttp),
    largePayload: part('largePayload', largePayload),
    uncompressedAsset: part('uncompressedAsset', uncompressedAsset),
    renderBlockingAsset: part('renderBlockingAsset', renderBlockingAsset),
    httpOverhead: part('httpOverhead', httpOverhead),
    mainThread: part('mainThread', mainThread),
  };
}

/** What is different from the classic limits, by name. */
export function changedLimits(limits: FindingLimits): Record<LimitName, number> {
  const classic = new Map(namedLimits(CLASSIC_LIMITS));
  return Object.fromEntries(namedLimits(limits).filter(([name, value]) => classic.get(name) !== value));
}
