/** How a custom field is named among the fields that two machines set differently: `custom: Client`. Pure. */

const prefix = 'custom: ';

export const customClash = (name: string): string => `${prefix}${name}`;

/** The name of the custom field, or null for a field of another kind. */
export const customOfClash = (field: string): string | null => (field.startsWith(prefix) ? field.slice(prefix.length) : null);
