import { stemmer } from 'stemmer'

/** Words of chat and grammar that say nothing about the subject. */
const stopWords = new Set(
  `a about above actually after again all already also always am an and another any anybody anyone anything are as ask
  at be because been before being below both but by bye can cannot could did do does doing done each either else etc even
  ever every everyone example explain explained explanation few first for from further get gets getting give given go
  goes going good got had happen happened happens has have having he hello help her here hey hi him his how however i if
  in into is it its itself just know let like long look lot made make makes many may maybe me mean meaning means might
  mine more most much must my myself need needs neither never nice no nobody nor not now of off often ok okay on once
  one only or other others our ours out over own people per please possible pretty put quite rather really right said
  same say says see seem seen shall she should show simple simply since so some somebody someone something somewhere
  still such suddenly sure take tell than thank thanks that the their theirs them then there these they thing things
  think this those though through to together too toward try trying two u understand until up upon us use used uses
  using very want wants was way we well were what whatever when where whether which while who whole whom whose why will
  wish with within without would yes yet you your yours yourself what's whats don doesn didn isn aren won can't cant dont
  doesnt didnt isnt wont im ive ll re ve s t d m define definition describe short difference differences compare compared
  comparison versus vs question wondering wonder instead prefer choose work works working basically kind sort mention
  exactly overview summary terms purpose benefit benefits colleague colleagues boss somehow honestly
  wat wats waht wht hwo teh pls plz thx gonna wanna kinda dunno cos coz ur
  take takes took taken taking come comes came coming appear appears thing stuff bit lots able anyway currently today
  tomorrow yesterday tonight morning evening usual usually normal normally good bad best better worse fine safe wrong
  everything nothing everybody nobody although though via whats hows wheres cause causes caused while awhile whenever
  wherever away back down going gone stay stays stayed said tells told ask asks asked asking answer answers need needed
  seems sees saw shows show showing shown find finds found call called named give keep keeps kept hit hits way ways time
  times week weeks weekend day days occurred error errors kind please want wanted lots
  der die das den dem des ein eine einen einem einer eines ist sind war wird werden und oder wie wann warum wieso wo
  welche welcher welches wer wem mein meine meinen meiner unser unsere ich du er sie es wir ihr man nicht kein keine
  auf aus bei bis durch fur gegen im ins mit nach seit um unter uber von vom vor zu zum zur auch nur noch schon sehr
  mehr als wenn dass kann kannst konnen soll muss darf gibt hat haben bitte erklare erklaren zwischen bedeutet heisst
  le la les l un une du de au aux est sont et ou comment pourquoi quand quel quelle quels quelles qui que quoi qu ce c
  cette ces mon ma mes notre nos votre vos je tu il elle nous vous ils elles en dans sur pour par avec sans pas ne plus
  faire fait peut puis j y quelque signifie exactement entre
  el los las unos unas del al es son esta estan como cuando donde cual cuales quien mi mis su sus nuestro nuestra yo
  ella nosotros ellos por para con sin si hay puedo puede hacer sobre significa quanto cuanto
  il lo gli dei degli della delle nel nella che chi cosa perche dove quando quanti quante posso puo devo non sono ho
  mia mio miei nostra nostro anche tra fra ogni
  um uma uns umas da dos das na nos nas quem onde quantos quantas pode devo tenho sao nao minha meu nossa nosso com
  sem mais entre ficam fica
  hallo moin servus guten bonjour bonsoir salut hola ciao buongiorno ola oi perdon danke merci gracias grazie obrigado
  lol haha hmm hm uh btw fyi folks guys become becomes became engineer engineers developer developers talk talks talking talked`
    .trim()
    .split(/\s+/),
)

/** Nearly all texts of topics: nothing in them has to be looked for. */
const isPlain = /^[^<&`\u0080-\uffff]*$/

/** One spelling of what was typed: small letters, no accents, straight quotes, none of Slack's marks. */
export function normalise(given: string): string {
  if (isPlain.test(given)) return given.toLowerCase().replace(/\s+/g, ' ').trim()
  return given
    .replace(/<[@!#][^>]*>/g, ' ')
    .replace(/<(?:https?|mailto):[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’‛´`]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

/** Letters and digits; what is not Latin is a word too. */
export function wordsOf(normalised: string): string[] {
  return normalised.replace(/'(?:s|re|ve|ll|d|m|t)\b/g, '').match(/[\p{L}\p{N}]+/gu) ?? []
}

export type Word = {
  readonly text: string
  readonly stem: string
  /** It says nothing about the subject. */
  readonly isStop: boolean
}

const known = new Map<string, Word>()

/** One for each: the topics have eight thousand words in two hundred thousand places. */
export function wordOf(text: string): Word {
  const met = known.get(text)
  if (met !== undefined) return met
  const made = { text, stem: /\d/.test(text) ? text : stemmer(text), isStop: stopWords.has(text) }
  // Of the topics and of what is asked again and again; not of everything that anybody ever types.
  if (known.size < 20_000) known.set(text, made)
  return made
}

export const isStopWord = (word: string): boolean => stopWords.has(word)

export const stem = (word: string): string => wordOf(word).stem

/** The words that count, as the index knows them. */
export const termsOf = (text: string): string[] => termsIn(wordsOf(normalise(text)))

export const termsIn = (words: readonly string[]): string[] => words.filter((word) => !isStopWord(word)).map(stem)
