import { slackbot } from './people.ts'
import type { Where } from './session.ts'
import { type Entry } from './workspace.ts'

type Notice = { readonly where: Where; readonly text: string; readonly nowMs: number }

/** Slackbot tells the acting person why something was not sent; the sentence is text, whatever is quoted in it. */
export function slackbotNotice(notice: Notice): Entry {
  const text = notice.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return pageEntry({ ...notice, text }, slackbot.id)
}

export function typedCommand(notice: Notice, me: string): Entry {
  return { ...pageEntry(notice, me), isTypedCommand: true }
}

function pageEntry({ where, text, nowMs }: Notice, user: string): Entry {
  const { channel, threadTs } = where
  return {
    channel,
    ts: (nowMs / 1000).toFixed(6),
    ...(threadTs === undefined ? {} : { threadTs }),
    user,
    text,
    blocks: [],
    files: [],
    isEphemeral: true,
    isEdited: false,
    replyCount: 0,
  }
}
