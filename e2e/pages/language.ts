/** The page in Norwegian: how it gets there without a reload, and what is left in English. */
import { expect, type Page } from '@playwright/test';

/** Chooses Norwegian as another window would: the settings change, and the page follows. */
export async function speakNorwegian(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { calls } = (globalThis as unknown as { imalink: { calls: Record<string, (input: object) => Promise<unknown>> } }).imalink;
    await calls['settings.set']?.({ language: 'nb' });
  });
  await expect(page.locator('html')).toHaveAttribute('lang', 'nb');
}

/** Words that English sentences are made of, and Norwegian ones are not. */
const english =
  /\b(the|of|and|are|with|from|not|this|it|its|photos?|files?|storages?|sessions?|show|hide|remove|close|cancel|undo|search|nothing|every|your|you|was|were|has|have|been|what|where|when|there|stars?|cop(y|ies)|tags?|folders?|keep|label|settings|library)\b/i;

/** What the synthetic library is called and what was typed into it: the words of its owner. */
const ofTheOwner = ['Best of 2026', 'Sunday at the lake', 'Italy: Rome and Naples', 'Sample photos', '«nothing»', 'til nothing'];
/** Sentences of the core that have no code, and what was asked and answered before the language changed. */
const saidBefore = [
  'Changed since the preview; it was left alone.',
  'You have rated it since.',
  'The disk reported an error.',
  'Use a folder I already have',
  'Use this folder',
  'set_custom (1 photos)', // the title of an edit, in the history of a photo
];

/** What a person would see or hear in English. An open menu and a toast keep the words they came with. */
export async function englishLeft(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const names = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt'];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node: Node | null = walker.currentNode; node != null; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element?.closest('script, style, code, pre[lang=en], [role=menu], [data-toasts]') != null) continue;
      if (node instanceof Element) found.push(...names.map((name) => node.getAttribute(name) ?? ''));
      else found.push(node.nodeValue ?? '');
    }
    return [...new Set(found.map((text) => text.trim()).filter((text) => text !== ''))];
  });
  return texts.filter((text) => {
    // Paths and the parts of a template are the same in every language.
    const words = text.replaceAll(/\S*\/.*|\{\w+\}/g, '');
    return english.test(words) && ![...ofTheOwner, ...saidBefore].some((each) => text.includes(each));
  });
}
