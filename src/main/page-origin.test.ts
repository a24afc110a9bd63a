import { expect, it } from 'vitest';
import { isOurPage, isOutsideLink, startPage } from './page-origin.ts';

it('knows its own pages, and nothing that looks like them', () => {
  expect(isOurPage(startPage)).toBe(true);
  for (const address of [
    'imalink://app.evil/',
    'imalink://evil/',
    'imalink:app',
    'https://app/',
    'imalink://x@app/',
    'file:///index.html',
    '',
    'about:blank',
  ]) {
    expect([address, isOurPage(address)]).toEqual([address, false]);
  }
});

it('hands https links to the system and no other scheme', () => {
  expect(isOutsideLink('https://example.org/')).toBe(true);
  for (const address of ['http://example.org/', 'file:///etc/passwd', 'javascript:alert(1)', 'smb://host/share', 'imalink://app/', 'x']) {
    expect([address, isOutsideLink(address)]).toEqual([address, false]);
  }
});
