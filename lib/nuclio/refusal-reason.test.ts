import { createTranslator } from 'use-intl';
import { describe, expect, it } from 'vitest';
import errors from '@/messages/en/errors.json';
import { refusalReason } from './refusal-reason';

describe('refusalReason', () => {
  it('knows what shares a status apart, and falls back to the likeliest', () => {
    expect(refusalReason('create', 412, 'Project does not exist')).toBe('project_missing');
    expect(refusalReason('create', 412, 'Function name dashboard is reserved and cannot be used.')).toBe('name_reserved');
    expect(refusalReason('start', 412, 'other words')).toBe('no_image');
    expect(refusalReason('delete', 418, '')).toBe('refused');
  });

  it('gives a reason the sentence can select by', () => {
    const t = createTranslator({ locale: 'en', messages: { errors } });
    const sentence = (reason: string) => t('errors.nuclio-refused', { reason });
    expect(sentence(refusalReason('start', 412, ''))).toBe('The function has no image to start: it has to be built first.');
    expect(sentence(refusalReason('delete', 400, ''))).toBe('Nuclio refused the request.');
  });
});
