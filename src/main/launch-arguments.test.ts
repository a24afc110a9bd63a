import { expect, it } from 'vitest';
import { handedOverPaths, ownArguments, parseLaunchArguments } from './launch-arguments.ts';

it('takes paths, relative to where the start happened, and the home', () => {
  expect(parseLaunchArguments(['photos', '/card/DCIM', '--home', 'profile'], '/work')).toEqual({
    home: '/work/profile',
    language: null,
    paths: ['/work/photos', '/card/DCIM'],
  });
  expect(parseLaunchArguments(['--home=/p', 'a'], '/work')).toEqual({ home: '/p', language: null, paths: ['/work/a'] });
});

it('ignores switches of Chromium, and takes everything after -- as a path', () => {
  expect(parseLaunchArguments(['--no-sandbox', '--enable-logging=stderr', '-x', '--', '--odd name'], '/w')).toEqual({
    home: null,
    language: null,
    paths: ['/w/--odd name'],
  });
  expect(parseLaunchArguments(['--home'], '/w')).toEqual({ home: null, language: null, paths: [] });
});

it('takes the language it is to speak, and no other', () => {
  const language = (arg: string) => parseLaunchArguments([arg, 'a'], '/w').language;
  expect(['--lang=nb', '--lang=nn-NO', '--lang=en', '--lang=fr', '--lang', '-x'].map(language)).toEqual([
    'nb',
    'nb',
    'en',
    null,
    null,
    null,
  ]);
});

it('finds its own arguments in a checkout and in a package', () => {
  expect(ownArguments(['electron', '.', 'a'], false)).toEqual(['a']);
  expect(ownArguments(['imalink', 'a'], true)).toEqual(['a']);
});

it('believes nothing that another process hands over', () => {
  expect(handedOverPaths({ paths: ['/a', 'relative', 7, '/nul\0', '/b'] })).toEqual(['/a', '/b']);
  for (const data of [null, 'x', {}, { paths: 'x' }, undefined]) expect(handedOverPaths(data)).toEqual([]);
  expect(handedOverPaths({ paths: Array.from({ length: 2000 }, () => '/a') })).toHaveLength(1000);
});
