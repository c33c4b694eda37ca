import { z } from 'zod';
import type { Fault } from '../kubernetes/faults';
import { type Lab, labState } from './lab-state';

/** A form sends texts where JSON sends values: both are read. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const scenarioBody = z.object({ on: flag });
const clockBody = z.object({
  advanceSeconds: z.coerce
    .number()
    .min(0)
    .max(31 * 86_400)
    .optional(),
  rate: z.coerce.number().min(0).max(10_000).optional(),
});
const serverBody = z.object({ mode: z.enum(['up', 'frozen', 'refusing']) });

export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

const done = (lab: Lab): ControlAnswer => ({ status: 200, body: labState(lab) });
const notFound: ControlAnswer = { status: 404, body: { error: 'no such command' } };

/** Carries out one POST of the control service. Throws a ZodError for a body it does not understand. */
export async function command(lab: Lab, path: string, body: unknown): Promise<ControlAnswer> {
  const [, , name = '', argument = ''] = path.split('/');
  switch (name) {
    case 'scenarios':
      return lab.scenarios.set(decodeURIComponent(argument), scenarioBody.parse(body).on) ? done(lab) : notFound;
    case 'reset':
      lab.api.clearFaults();
      await lab.api.setMode('up');
      lab.scenarios.reset();
      return done(lab);
    case 'clock': {
      const { advanceSeconds, rate } = clockBody.parse(body);
      if (rate !== undefined) lab.world.clock.setRate(rate);
      if (advanceSeconds !== undefined) lab.world.clock.advance(advanceSeconds * 1000);
      return done(lab);
    }
    case 'api-server':
      await lab.api.setMode(serverBody.parse(body).mode);
      return done(lab);
    case 'inject':
      if (argument === 'clear') lab.api.clearFaults();
      else lab.api.injectFault(z.looseObject({}).parse(body) as Fault);
      return done(lab);
    default:
      return notFound;
  }
}
