import type { CallPayload } from '../../core/lambda/call.ts'
import { prettyJson } from '../../core/lambda/json-tokens.ts'
import { packageSize } from '../../core/lambda/sizes.ts'
import { scrub, wasTakenOut } from '../../core/scrub.ts'
import { code, type Text, text } from '../../core/text.ts'
import type { Part, ViewFile } from '../../core/view.ts'
import { beginning, takenOut } from './invoke-payload.ts'

type Shown = { readonly parts: readonly Part[]; readonly file?: ViewFile }

// What may stand in a message without pushing its first line off the screen.
const mostShown = 2_500

/** What a function answered: whole where it is short, else its first lines, and all of it as a file. */
export function shownResult(payload: CallPayload, name: string): Shown {
  switch (payload.kind) {
    case 'none':
      return { parts: [paragraph(text`It answered nothing.`)] }
    case 'binary':
      return {
        parts: [paragraph(text`It answered ${packageSize(payload.bytes)} that are no text: they are not shown.`)],
      }
    case 'json':
      return payload.text.trim() === 'null'
        ? { parts: [paragraph(text`It answered ${code('null')}: it returned nothing.`)] }
        : shownText(scrub(indented(payload.text)), { name, file: 'result.json' })
    case 'text':
      return payload.text === ''
        ? { parts: [paragraph(text`It answered with an empty text.`)] }
        : shownText(scrub(payload.text), { name, file: 'result.txt' })
    case 'cut': {
      const shown = shownText(scrub(payload.text), { name, file: 'result.txt' })
      const kept = payload.text.length.toLocaleString('en')
      const all = payload.characters.toLocaleString('en')
      const cut = text`Its answer has ${all} characters: too many to keep. The first ${kept} are here, the rest is gone.`
      return { ...shown, parts: [...shown.parts, paragraph(cut)] }
    }
  }
}

// More digits than a number of JavaScript's holds would come out as others.
const longNumber = /[[:,\s]-?\d{16,}/

function indented(json: string): string {
  if (longNumber.test(` ${json}`)) return json
  try {
    return prettyJson(JSON.stringify(JSON.parse(json)))
  } catch {
    // What was taken out of it can leave something that is no JSON any more; or it is nested too deeply to be written.
    return json
  }
}

function shownText(whole: string, { name, file }: { readonly name: string; readonly file: string }): Shown {
  const secret: Part[] = wasTakenOut(whole) ? [paragraph(takenOut)] : []
  if (whole.length <= mostShown) return { parts: [{ kind: 'code', code: whole }, ...secret] }
  const shown = firstLines(whole)
  const left = (whole.length - shown.length).toLocaleString('en')
  const rest = text`${left} characters more: who asked for it has all of it in their direct messages as ${code(file)}.`
  return {
    parts: [{ kind: 'code', code: shown }, paragraph(rest), ...secret],
    file: { name: file, content: whole, title: `What ${name} answered` },
  }
}

function firstLines(whole: string): string {
  const cut = beginning(whole, mostShown)
  const end = cut.lastIndexOf('\n')
  return end > mostShown / 2 ? cut.slice(0, end) : cut
}

export function paragraph(words: Text): Part {
  return { kind: 'paragraph', text: words }
}
