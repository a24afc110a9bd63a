/** Where a verification stands, kept so that it can go on after an interruption: when it began says which files it has read. */
import { instant, type Context } from '../context.ts';

export interface VerifyRun {
  /** Later than every turn before it, whatever the clock says. */
  readonly startedAt: string;
  readonly samplePercent: number;
}

const keyOf = (scope: string): string => `verify:${scope}`;

/** The interrupted run of the same scope when it is to go on and there is one, else a new one. @param lastTurn the latest turn any file had */
export async function openRun(
  context: Context,
  scope: string,
  wish: { readonly resume: boolean; readonly samplePercent: number },
  lastTurn: string,
): Promise<VerifyRun> {
  const row = wish.resume
    ? await context.catalog.read.selectFrom('meta').select('value').where('key', '=', keyOf(scope)).executeTakeFirst()
    : undefined;
  if (row) return JSON.parse(row.value) as VerifyRun;
  const now = instant(context.clock);
  const startedAt = now > lastTurn ? now : new Date(Date.parse(lastTurn) + 1).toISOString();
  return { startedAt, samplePercent: wish.samplePercent };
}

export async function keepRun({ catalog }: Context, scope: string, run: VerifyRun): Promise<void> {
  const value = JSON.stringify(run);
  await catalog.write([
    catalog.read
      .insertInto('meta')
      .values({ key: keyOf(scope), value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value })),
  ]);
}

export async function forgetRun({ catalog }: Context, scope: string): Promise<void> {
  await catalog.write([catalog.read.deleteFrom('meta').where('key', '=', keyOf(scope))]);
}
