// Random tests are the same everywhere and always, so that a red run means a change. LONGTAIL_SEED tries others.
import { configureGlobal } from 'fast-check';

configureGlobal({ seed: Number(process.env['LONGTAIL_SEED'] ?? 20_261_122) });
