/**
 * Slack's limits on what a message may hold, in UTF-16 units, which never count less than Slack does.
 * From docs.slack.dev/reference/block-kit and the comments in @slack/types 3.2; where the two disagree the smaller.
 */
export const limits = {
  /** blocks: "up to 50 blocks in each message". */
  blocks: 50,
  /** chat.postMessage, `text`: chat.update refuses more than 4,000 bytes; a UTF-16 unit is at most three of UTF-8. */
  messageText: 1_300,
  /** section.text, context mrkdwn. Not written down for one rich_text element, so kept there too. */
  text: 3_000,
  /** Not written down; Slack refuses a message whose blocks are "too long" (msg_blocks_too_long) well above this. */
  richTextTotal: 12_000,
  /** Our own: more than anyone reads. */
  listItems: 100,
  link: 3_000,
  table: {
    /** table.rows: 100 with the header, 20 cells each; all cells of all tables of a message 10,000 characters. */
    rows: 100,
    columns: 20,
    characters: 10_000,
  },
  /** "Data visualization block": the smaller of the numbers that are about; of a message "at most two". */
  chart: { charts: 2, points: 20, series: 6, title: 50, label: 20, axisLabel: 50 },
  actions: {
    elements: 25,
    actionId: 255,
    buttonText: 75,
    buttonValue: 2_000,
    selectOptions: 100,
    overflowOptions: 5,
    optionText: 75,
    optionValue: 150,
    placeholder: 150,
  },
  confirm: { title: 100, text: 300, button: 30 },
  form: {
    title: 24,
    label: 2_000,
    /** plain_text_input.max_length. */
    typed: 3_000,
    /** "up to 100 blocks in modals", of which one says what the form is for. */
    fields: 99,
  },
} as const
