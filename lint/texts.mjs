/**
 * Lint rule: what a person reads on the page stands in src/renderer/src/i18n, in every language (docs/dev/language.md).
 * And the texts are read when they are shown: a constant of a module would keep the language of its first moment.
 */

/** Attributes of markup that are shown or read out. */
const attributes = new Set(['alt', 'aria-description', 'aria-label', 'aria-valuetext', 'placeholder']);

/** Names of values that are shown, of components and of objects. */
const values = new Set(['button', 'caption', 'description', 'errorTitle', 'hint', 'label', 'lead', 'note', 'text', 'title', 'words']);

/** The same in every language. */
const names = new Set(['ImaLink', 'ISO', 'px']);

/** True for a text with a word in it that is not the same everywhere, as paths are. */
const isWording = (text) => (text.replaceAll(/\S*\/\S*/g, '').match(/\p{L}{2,}/gu) ?? []).some((word) => !names.has(word));

/** What an expression would show, as far as it stands there: literals, templates, and both ends of a choice. */
function wordingsIn(node) {
  if (node == null) return [];
  if (node.type === 'Literal') return typeof node.value === 'string' && isWording(node.value) ? [node] : [];
  if (node.type === 'TemplateLiteral') return node.quasis.some(({ value }) => isWording(value.raw)) ? [node] : [];
  if (node.type === 'ConditionalExpression') return [...wordingsIn(node.consequent), ...wordingsIn(node.alternate)];
  if (node.type === 'LogicalExpression') return [...wordingsIn(node.left), ...wordingsIn(node.right)];
  return [];
}

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

function isInFunction(node) {
  for (let each = node.parent; each != null; each = each.parent) if (functions.has(each.type)) return true;
  return false;
}

export const textsRule = {
  meta: { type: 'problem', docs: { description: 'texts of the page stand in i18n' } },
  create(context) {
    const path = context.filename.replaceAll('\\', '/');
    if (!path.includes('src/renderer/src/') || path.includes('/i18n/') || /\.test\.tsx?$/.test(path)) return {};
    let readsTexts = false;
    const report = (node) => context.report({ node, message: 'Put this text into src/renderer/src/i18n, in every language.' });
    return {
      ImportDeclaration(node) {
        readsTexts ||= node.source.value.endsWith('i18n/t.ts');
      },
      JSXText(node) {
        if (isWording(node.value)) report(node);
      },
      JSXExpressionContainer(node) {
        if (node.parent.type === 'JSXElement' || node.parent.type === 'JSXFragment') wordingsIn(node.expression).forEach(report);
      },
      JSXAttribute(node) {
        if (!attributes.has(node.name.name) && !values.has(node.name.name)) return;
        const { value } = node;
        wordingsIn(value?.type === 'JSXExpressionContainer' ? value.expression : value).forEach(report);
      },
      Property(node) {
        if (!node.computed && values.has(node.key.name) && node.parent.type === 'ObjectExpression') wordingsIn(node.value).forEach(report);
      },
      MemberExpression(node) {
        if (!readsTexts || node.object.type !== 'Identifier' || node.object.name !== 't' || isInFunction(node)) return;
        context.report({ node, message: 'Read texts where they are shown: here they would keep the first language.' });
      },
    };
  },
};
