/** From the text of a search to conditions over photos. */
import { ImaLinkError } from '#contract/errors.ts';
import { parseQuery } from '#domain/search/parse-query.ts';
import type { Context } from '../context.ts';
import { conditionsOf, never, type Asked } from './conditions.ts';
import { readNames } from './names.ts';

/**
 * @returns conditions that must all hold; none for an empty text, which asks for everything
 * @throws ImaLinkError bad-input, naming the part that cannot be understood and what could stand there
 */
export async function searchConditions(context: Context, text: string): Promise<readonly Asked[]> {
  const { clauses, problems } = parseQuery(text);
  const [problem] = problems;
  if (problem)
    throw new ImaLinkError('bad-input', `The search cannot be understood: ${problem.message}.`, {
      details: { part: problem.source, start: problem.start, end: problem.end },
    });
  // Punctuation alone names nothing.
  if (clauses.length === 0 && text.trim() !== '') return [{ ...never, isNegated: false }];
  return conditionsOf(clauses, await readNames(context.catalog, clauses));
}
