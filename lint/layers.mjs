/**
 * Lint rule: an import must be one that the table (import-table.mjs) allows. TypeScript's project references stop most
 * wrong imports already; this one also knows electron, npm packages, and the layers inside core and the renderer.
 */
import { posix } from 'node:path';
import { aliases, electronMembers, featureOf, layerOf, mayImport, systemPackages } from './import-table.mjs';

/** Path below src/, or null: tests, end-to-end tests and tools may import what they like. */
function pathInSrc(filename) {
  const path = filename.replaceAll('\\', '/');
  const below = /(?:^|\/)src\/((?:domain|contract|core|workers|server|cli|main|preload|renderer)\/.*)$/.exec(path)?.[1];
  return below == null || /\.test\.tsx?$/.test(below) ? null : below;
}

/** What an import leads to: a path below src/, a node: module or a package. */
function targetOf(specifier, path) {
  if (specifier.startsWith('.')) return { kind: 'source', path: posix.normalize(posix.join(posix.dirname(path), specifier)) };
  if (specifier.startsWith('node:')) return { kind: 'node' };
  if (specifier.startsWith('#')) {
    const [alias, ...rest] = specifier.slice(1).split('/');
    return { kind: 'source', path: [aliases[alias] ?? `unknown alias #${alias}`, ...rest].join('/') };
  }
  return { kind: 'package', name: specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/') };
}

/** Says what is wrong with an import. @returns {string | null} */
export function importProblem(path, specifier, members = []) {
  const from = layerOf(path);
  if (from == null) return null;
  const target = targetOf(specifier, path);
  if (target.kind === 'node') return from.node ? null : `${from.name} may not import node: modules.`;
  if (target.kind === 'package') return packageProblem(from, path, target.name, members);
  if (specifier.startsWith('../../')) return `Write #… instead of ${specifier}: two steps up are one too many.`;
  return sourceProblem(from, path, specifier, target.path);
}

function sourceProblem(from, path, specifier, targetPath) {
  const to = layerOf(targetPath);
  if (to == null)
    return targetPath.startsWith('..') ? `${from.name} may not import from outside src/.` : `${specifier} leads to no layer of the table.`;
  if (!mayImport(from, to)) return `${from.name} may not import ${to.name}.`;
  const [own, other] = [featureOf(path), featureOf(targetPath)];
  return own != null && other != null && own !== other
    ? `The feature ${own} may not import the feature ${other}: share it in ui, api or app.`
    : null;
}

function packageProblem(from, path, name, members) {
  if (name === 'electron') {
    const allowed = electronMembers[from.name];
    if (allowed == null) return `${from.name} may not import electron.`;
    const wrong = members.filter((member) => !allowed(member, `/${path}`));
    return wrong.length > 0 ? `${wrong.join(', ')} of electron may not be imported here.` : null;
  }
  if (from.packages !== 'all' && !from.packages.includes(name)) return `${from.name} may not import the package ${name}.`;
  if (from.name.startsWith('renderer') && systemPackages.includes(name)) return `A page may not import ${name}.`;
  if (!from.name.startsWith('renderer') && /^(?:react|react-dom|zustand|lucide-react|@base-ui\/|@tanstack\/)/.test(name))
    return `Only the renderer may import ${name}.`;
  return null;
}

export const layersRule = {
  meta: { type: 'problem', docs: { description: 'imports follow the table of docs/architecture.md' } },
  create(context) {
    const path = pathInSrc(context.filename);
    if (path == null) return {};
    const check = (node, source, members) => {
      if (source == null || typeof source.value !== 'string') return;
      const message = importProblem(path, source.value, members);
      if (message != null) context.report({ node: source, message });
    };
    const imported = (node) => node.specifiers.map((each) => (each.type === 'ImportSpecifier' ? each.imported.name : 'default'));
    return {
      ImportDeclaration: (node) => check(node, node.source, imported(node)),
      ImportExpression: (node) => check(node, node.source, []),
      ExportNamedDeclaration: (node) => check(node, node.source, []),
      ExportAllDeclaration: (node) => context.report({ node, message: 'No barrels: import each name from the file that defines it.' }),
    };
  },
};
