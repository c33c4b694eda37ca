import { type ReactNode, useId } from 'react';

export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

interface FieldProps {
  label: ReactNode;
  help?: ReactNode;
  /** What is wrong with the value, in words. */
  error?: ReactNode;
  optionalWord?: string | undefined;
  /** Draws the control with the ids that tie it to its label, help and error. */
  children: (control: FieldControl) => ReactNode;
}

/** A labelled control with help and error under it. */
export function Field({ label, help, error, optionalWord, children }: FieldProps) {
  const id = useId();
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="grid max-w-[480px] gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {optionalWord && <span className="font-normal text-ink3"> · {optionalWord}</span>}
      </label>
      {children({ id, ...(described && { 'aria-describedby': described }), ...(error ? { 'aria-invalid': true } : {}) })}
      {help && (
        <small id={`${id}-help`} className="block">
          {help}
        </small>
      )}
      {error && (
        <p id={`${id}-error`} className="text-xs text-bad" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
