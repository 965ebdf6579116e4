import type { InstanceTrouble } from '../ec2/evidence.ts'
import type { FunctionTrouble } from '../lambda/why/facts.ts'

// What comes first counts where words of several are there: `why does web-1 cost so much while it is stopped`.
const ofInstances: readonly (readonly [InstanceTrouble, RegExp])[] = [
  [
    'cost',
    /\b(?:cost|costs|costing|expensive|price|pric(?:e|y)|bill(?:ed|ing)?|charged?|pay(?:ing)?|teuer|kostet|cher|coûte)\b/i,
  ],
  ['check', /\bchecks?\b|\bimpaired\b|\bunhealthy\b|\bhealth\b/i],
  [
    'start',
    /(?:\bnot|n['’]?t|\bcannot|\brefuses? to|\bfail(?:s|ed|ing)? to)\s+(?:\S+\s+)?(?:start|boot|launch|come (?:back )?up|power on)\b|\bstuck\b.*\b(?:pending|starting)\b|\bstartet nicht\b/i,
  ],
  [
    'unreachable',
    /\b(?:un)?reach(?:able|ed|ing)?\b|\bconnect(?:ion|ed|ing)?\b|\bssh\b|\brdp\b|\bping\b|\bport\b|\brespond(?:s|ing)?\b|\banswer(?:s|ing)?\b|\btim(?:es|ed|ing) out\b|\brefus|\berreich|\bjoign/i,
  ],
  ['terminated', /\bterminat|\bdeleted?\b|\bgone\b|\bdisappear|\bvanish|\bremoved?\b|\blost\b|\bgelöscht\b/i],
  [
    'slow',
    /\bslow|\blag(?:s|gy|ging)?\b|\bsluggish\b|\blatency\b|\bhang(?:s|ing)?\b|\bperforman|\bcpu\b|\bcredits?\b|\boverload|\blangsam|\blent/i,
  ],
  ['stopped', /\bstop(?:s|ped|ping)?\b|\bshut(?:s|ting)?\b|\bnot running\b|\bgestoppt|\barrêt|\bparad/i],
]

const ofFunctions: readonly (readonly [FunctionTrouble, RegExp])[] = [
  [
    'cost',
    /\b(?:cost|costs|costing|expensive|pric(?:e|y)|bill(?:ed|ing)?|charged?|pay(?:ing)?|teuer|kostet|cher|coûte)\b/i,
  ],
  ['throttled', /\bthrottl|\b429\b|\brate exceeded\b|\btoo many requests\b|\bconcurren/i],
  [
    'idle',
    /\bnever\s+(?:\w+\s+)?(?:call|invok|run|ran|trigger|fire|execut)|\b(?:not|n['’]?t)\s+(?:\w+\s+)?(?:call|invok|run|trigger|fir(?:e|ing)|execut)|\bidle\b|\bno (?:calls|invocations)\b/i,
  ],
  ['slow', /\bslow|\blatency\b|\btakes? (?:so )?long\b|\bcold\b|\bduration\b|\bperforman|\blangsam|\blent/i],
  [
    'failing',
    /\bfail|\berror|\bcrash|\bbroken\b|\bexception|\btim(?:es|ed|ing) ?out|\bwrong\b|\b5\d\d\b|\bmemory\b|\bfehl|\bkaputt|\béchou/i,
  ],
]

/** What of these a question asks about an instance. */
export function instanceTroubleIn(question: string): InstanceTrouble | undefined {
  return ofInstances.find(([, words]) => words.test(question))?.[0]
}

/** The same of a function. */
export function functionTroubleIn(question: string): FunctionTrouble | undefined {
  return ofFunctions.find(([, words]) => words.test(question))?.[0]
}

const usualPorts: readonly (readonly [RegExp, number])[] = [
  [/\bssh\b/i, 22],
  [/\bhttps\b|\btls\b|\bssl\b/i, 443],
  [/\bhttp\b|\bweb ?(?:site|page)\b/i, 80],
  [/\brdp\b|\bremote desktop\b/i, 3389],
  [/\bpostgres/i, 5432],
  [/\bmysql\b|\bmaria/i, 3306],
  [/\bredis\b/i, 6379],
]

const ofIpv6 =
  /\bip ?v6\b|\bip6\b|\bping6\b|\baaaa\b|\b(?:over|via|by|using) v6\b|\bv6 (?:address|only)\b|\b(?:ssh|curl|ping) -6\b/i
const ofIpv4 = /\bip ?v4\b|\bv4\b/i
const withoutIpv6 =
  /\b(?:off|without|disabl(?:ed|ing)|remov(?:ed|ing))\s+(?:(?:the|our|its)\s+)?ip ?v6\b|\bip ?v6\s+(?:(?:is|was|got|has been)\s+)?(?:(?:turned|switched)\s+)?(?:off|disabled|removed)\b/i
const parts = /[,;.]\s|\b(?:and|but|though|although|while|whereas)\b/i
const well = /\b(?:works|working|fine|ok|okay)\b/i
const not = /\b(?:not|no|never|nothing|cannot|dont|doesnt|isnt|cant)\b|n['’]t\b/i

/** Whether it should be reached over IPv6, and not over IPv4; that one of them works is beside the question. */
export function isOverIpv6(question: string): boolean {
  const asked = question
    .split(parts)
    .filter((part) => !well.test(part) || not.test(part))
    .join(', ')
  return ofIpv6.test(asked) && !ofIpv4.test(asked) && !withoutIpv6.test(asked)
}

/** The port that it should be reached on: `port 8080`, `:443`, or of what is spoken there. */
export function portIn(question: string): number | undefined {
  const [, typed] = /(?:\bport\s*|:|\bon\s+|\bvia\s+)(\d{2,5})\b(?![\d.-])/i.exec(question) ?? []
  if (typed !== undefined) return Number(typed) >= 1 && Number(typed) <= 65_535 ? Number(typed) : undefined
  return usualPorts.find(([words]) => words.test(question))?.[1]
}
