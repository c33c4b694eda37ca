import { describe, expect, it } from 'vitest';
import { readFixForm } from '@/components/remediations/read-fix-form';

describe('the form of a fix', () => {
  const fields = [
    { name: 'size', kind: 'quantity' },
    { name: 'force', kind: 'switch' },
    { name: 'note', kind: 'text' },
  ] as const;

  it('leaves empty texts out and says false for a switch that is off', () => {
    const form = new FormData();
    form.set('size', ' 150Gi ');
    form.set('note', '  ');
    expect(readFixForm(fields, form)).toEqual({ size: '150Gi', force: false });
  });
  it('takes only the fields it asked for', () => {
    const form = new FormData();
    form.set('force', 'on');
    form.set('other', 'x');
    expect(readFixForm(fields, form)).toEqual({ force: true });
  });
});
