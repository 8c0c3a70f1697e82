/**
 * The database's clock says when a row came to be and nothing else: business time is an argument. `now()` and its kin
 * may stand in SQL only as the default of a `createdAt` column; migrations are not linted.
 */
const clocks =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b/i;

export const sqlNowIsCreatedAt = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      sql: 'SQL asks the database for the time. Pass the time in; {{clock}} is only for a row’s created-at default.',
      default: 'Only createdAt takes its default from the database’s clock. Pass the time in.',
    },
  },
  create(context) {
    const judge = (node, text) => {
      const clock = clocks.exec(text)?.[0];
      if (clock && !isCreatedAtDefault(node)) context.report({ node, messageId: 'sql', data: { clock } });
    };
    return {
      TemplateElement: (node) => judge(node, node.value.raw),
      Literal: (node) => typeof node.value === 'string' && judge(node, node.value),
      CallExpression(node) {
        if (nameOf(node.callee.property) === 'defaultNow' && !isCreatedAtDefault(node)) context.report({ node, messageId: 'default' });
      },
    };
  },
};

/** Whether the node is part of a column's definition that is called createdAt, or of the one function that makes such columns. */
function isCreatedAtDefault(node) {
  for (let at = node; at.parent; at = at.parent) {
    const name = at.parent.type === 'Property' ? at.parent.key : at.parent.type === 'VariableDeclarator' ? at.parent.id : undefined;
    if (name && name !== at) return ['createdAt', 'created_at'].includes(nameOf(name));
  }
  return false;
}

const nameOf = (node) => node?.name ?? node?.value;
