/**
 * Lint rule: the page never turns a text into HTML. File names, captions and titles come from files of strangers; as
 * text they are harmless (docs/decisions/0013).
 */
const members = new Set([
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'createContextualFragment',
  'setHTMLUnsafe',
  'parseHTMLUnsafe',
  'srcdoc',
]);

export const noHtmlStringsRule = {
  meta: { type: 'problem', docs: { description: 'no HTML out of texts' } },
  create(context) {
    const report = (node, name) =>
      context.report({ node, message: `${name} makes HTML out of a text: use textContent or React children.` });
    return {
      MemberExpression(node) {
        const name = node.computed ? node.property.value : node.property.name;
        if (members.has(name)) report(node, name);
        if (name === 'write' && !node.computed && node.object.name === 'document') report(node, 'document.write');
      },
      JSXAttribute(node) {
        if (node.name.name === 'dangerouslySetInnerHTML' || node.name.name === 'srcDoc') report(node, node.name.name);
      },
    };
  },
};
