import { portIn } from './trouble-words.ts'

/** With what it should be reached, where that is said and not TCP: `ping gets no reply`, `udp 1194`. */
export type SaidProtocol = { readonly protocol: 'udp' | 'icmp'; readonly port: number | undefined }

const ofUdp = /\budp\b/i
const udpPort = /\budp[\s/:]*(?:port\s*)?(\d{1,5})\b|\b(\d{1,5})\s*\/?\s*udp\b/i
// `Ping me`, and `I can ping it, but …`, ask about something else.
const ofPing = /\b(?:ping(?:s|ed|ing|able|6)?|icmp)\b(?!\s+(?:me|us|him|her|them|you)\b)/i
const parts = /[,;.]\s|\b(?:and|but|though|although|while|whereas)\b/i
const well = /\b(?:can|works?|working|fine|ok|okay)\b/i
const not = /\b(?:not|no|never|nothing|cannot|dont|doesnt|isnt|cant)\b|n['’]t\b/i

export function protocolIn(question: string): SaidProtocol | undefined {
  if (ofUdp.test(question)) {
    const [, after, before] = udpPort.exec(question) ?? []
    const port = portIn(question) ?? Number(after ?? before ?? Number.NaN)
    // Of UDP alone, without a port, nothing can be looked up.
    return port >= 1 && port <= 65_535 ? { protocol: 'udp', port } : undefined
  }
  const asked = question.split(parts).filter((part) => !well.test(part) || not.test(part))
  const isPing = asked.some((part) => ofPing.test(part)) && portIn(asked.join(', ')) === undefined
  return isPing ? { protocol: 'icmp', port: undefined } : undefined
}
