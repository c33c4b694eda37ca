interface FieldSpec {
  readonly name: string;
  readonly kind: 'text' | 'quantity' | 'address' | 'switch' | 'choice';
}

/** The form as a remediation's input: switches as true or false, empty texts left out so that the remediation's own default counts. */
export function readFixForm(fields: readonly FieldSpec[], form: FormData): Record<string, string | boolean> {
  const input: Record<string, string | boolean> = {};
  for (const { name, kind } of fields) {
    const value = form.get(name);
    if (kind === 'switch') input[name] = value !== null;
    else if (typeof value === 'string' && value.trim() !== '') input[name] = value.trim();
  }
  return input;
}
