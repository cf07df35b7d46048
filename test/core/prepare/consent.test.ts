import { describe, expect, it } from 'vitest';
import { consentOf, consentsOf, isConsentColumn } from '../../../src/core/prepare/consent';
import { columnOf } from '../../fixtures/tables';

describe('consentOf', () => {
  it.each<[string, string, 'given' | 'refused' | 'unknown']>([
    ['email_opt_in', 'yes', 'given'],
    ['email_opt_in', '0', 'refused'],
    ['email_opt_in', '', 'unknown'],
    ['email_opt_in', 'perhaps', 'unknown'],
    ['Unsubscribed', '1', 'refused'],
    ['Unsubscribed', 'FALSE', 'given'],
    ['opt-out', 'Y', 'refused'],
    ['do_not_contact', 'no', 'given'],
    ['Do Not Email', 'true', 'refused'],
    ['Email Marketing Status', 'Unsubscribed', 'refused'],
    ['Email Marketing Status', 'subscribed', 'given'],
    ['Email Marketing Status', 'cleaned', 'refused'],
    ['Accepts Email Marketing', 'no', 'refused'],
    ['Consumer consent provided?', 'Consent provided', 'given'],
    ['Consumer consent provided?', 'Consent not provided', 'refused'],
    ['Consumer consent provided?', 'N/A', 'unknown'],
    ['是否同意营销', '是', 'given'],
    ['是否同意营销', '不同意', 'refused'],
    ['退订', '是', 'refused'],
    ['拒收短信', '否', 'given'],
  ])('%s: %j', (name, cell, consent) => {
    expect(consentOf(cell, name)).toBe(consent);
  });

  it('reads a column row by row', () => {
    const column = columnOf('opt_in', ['yes', 'no', '', 'no']);
    expect(consentsOf(column)).toEqual(['given', 'refused', 'unknown', 'refused']);
  });
});

describe('isConsentColumn', () => {
  it.each<[string, string[], boolean]>([
    ['opt_in', ['yes', 'no'], true],
    ['unsubscribed', ['0', '1'], true],
    ['订阅', ['是', '否'], true],
    ['newsletter', ['weekly', 'daily'], false],
    ['comment', ['yes', 'no'], false],
    ['Contract', ['One year', 'Two year'], false],
    ['subscription_status', ['active', 'unsubscribed', 'pending'], true],
    ['consent', Array.from({ length: 50 }, (_, i) => `${i}`), false],
  ])('%s %j', (name, cells, is) => {
    expect(isConsentColumn(name, cells)).toBe(is);
  });
});
