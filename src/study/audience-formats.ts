/** What an audience can be written as for other tools. */
export const AUDIENCE_FORMATS = ['sql', 'javascript', 'hubspot', 'klaviyo', 'json'] as const;
export type AudienceFormat = (typeof AUDIENCE_FORMATS)[number];
