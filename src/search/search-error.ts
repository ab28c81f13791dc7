/** A piece of a search text: `text.slice(start, end)`. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Why a search text cannot be read, where, and what to do. */
export interface SearchError extends Place {
  readonly message: string;
  readonly advice: string;
}

/** Something to know about a text that can be read. */
export interface SearchHint extends Place {
  readonly message: string;
  /** The name that was probably meant, where one is like the one that was written. */
  readonly meant?: string;
}

/** How the parser leaves on an error; `parse` catches it. */
export class SearchProblem extends Error {
  readonly place: Place;
  readonly advice: string;

  constructor(message: string, place: Place, advice: string) {
    super(message);
    this.name = 'SearchProblem';
    this.place = place;
    this.advice = advice;
  }
}
