import type { Settings } from '../../model/source.ts';

/** The settings with another name for a project; an empty one takes its name away. */
export function withProjectName(settings: Settings, project: string, name: string): Settings {
  const others = Object.entries(settings.projectNames).filter(([known]) => known !== project);
  const given = name.trim();
  // `fromEntries` takes any id of a project for a key of its own, `__proto__` too.
  return {
    ...settings,
    projectNames: Object.fromEntries(given === '' ? others : [...others, [project, given]]),
  };
}
