import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';

interface EntryField {
  name: string;
  label: string;
  help?: string;
  type?: 'text' | 'password';
  autoComplete: string;
  pattern?: string;
  minLength?: number;
}

/** A plain form to one of the two routes before sign-in. Works before any script has loaded. */
export function EntryForm({ action, submit, fields }: { action: string; submit: string; fields: readonly EntryField[] }) {
  return (
    <Card as="div">
      <form method="post" action={action} className="grid gap-4">
        {fields.map(({ name, label, help, type = 'text', ...rest }) => (
          <div key={name} className="grid gap-1">
            <label htmlFor={name} className="text-sm">
              {label}
            </label>
            <input
              id={name}
              name={name}
              type={type}
              required
              spellCheck={false}
              autoCapitalize="none"
              aria-describedby={help ? `${name}-help` : undefined}
              className="hairline h-11 rounded-md bg-panel px-3 text-base"
              {...rest}
            />
            {help && (
              <small id={`${name}-help`} className="text-xs text-ink3">
                {help}
              </small>
            )}
          </div>
        ))}
        <Button type="submit" kind="primary">
          {submit}
        </Button>
      </form>
    </Card>
  );
}
