/** The blocks `forms` and `functions` of Harbour's windlass.yaml. */
export const functionForms = {
  forms: {
    newsletter: {
      title: 'Newsletter',
      about: 'Makes a picture of the newsletter as it would be sent.',
      fields: [
        { name: 'edition', type: 'date', label: 'Edition', hint: 'The day on which it is sent.' },
        {
          name: 'audience',
          type: 'choice',
          choices: [
            { label: 'Customers', value: 'customers' },
            { label: 'Partners', value: 'partners' },
            { label: 'Our own people', value: 'staff' },
          ],
          default: 'customers',
        },
        { name: 'width', type: 'number', min: 320, max: 1200, default: 640, hint: 'Pixels.' },
        { name: 'headline', type: 'text', longest: 120, required: false },
      ],
      payload: {
        edition: '{{edition}}',
        audience: '{{audience}}',
        picture: { width: '{{width}}', format: 'png' },
        headline: '{{headline}}',
      },
    },
  },
  functions: [
    {
      name: 'seed-demo-data',
      presets: { 'Ten customers': { customers: 10 }, 'A full shop': { customers: 500 } },
    },
    {
      name: 'newsletter-preview',
      presets: {
        'Last Christmas': {
          edition: '2025-12-24',
          audience: 'customers',
          picture: { width: 640, format: 'png' },
          headline: null,
        },
      },
    },
    { name: 'echo', presets: { Greeting: { hello: 'Harbour' } } },
  ],
}
