import { FormatError } from '../format-error.ts';

/** A body of frames that is cut off or not what the contract says. */
export class FrameError extends FormatError {
  constructor(message: string, cause?: unknown) {
    super(
      message,
      'Load again; if it stays, the sender does not follow the contract in openapi.json.',
      cause,
    );
    this.name = 'FrameError';
  }
}
