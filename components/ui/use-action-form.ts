import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef } from 'react';
import { whyNotDone } from '@/components/ui/why-not-done';
import type { ActionAnswer } from '@/lib/domain/action-answer';

/**
 * A form that is sent to a server action: nothing typed is lost when it refuses or does not answer, the form is empty again once it has accepted, and what the
 * change concerns is read anew. `read` says what is sent for what was typed.
 */
export function useActionForm<Input, Data>(action: (input: Input) => Promise<ActionAnswer<Data>>, read: (typed: FormData) => Input, changes: QueryKey) {
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const sending = useMutation({
    mutationFn: action,
    onSuccess: async (answer) => {
      if (!answer.ok) return;
      form.current?.reset();
      await client.invalidateQueries({ queryKey: changes });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    sending.mutate(read(new FormData(event.currentTarget)));
  };
  const answer = sending.data;
  return {
    form: { ref: form, onSubmit: submit, noValidate: true },
    isPending: sending.isPending,
    accepted: answer?.ok ? answer.data : undefined,
    /** The inputs that were refused. */
    wrong: answer && !answer.ok ? answer.error.fields : undefined,
    message: whyNotDone(sending),
    forget: sending.reset,
  };
}
