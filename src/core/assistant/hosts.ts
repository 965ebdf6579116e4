// Names of hosts as they stand in prose. Files, versions, classes and fields have dots too, and are told from them by
// how they end and begin.

const label = String.raw`[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}_])?`
const oneCase = (words: string) => `(?-i:${words}|${words.toUpperCase()})`
const begin = String.raw`(?<![\p{L}\p{N}_-]\.)`
const end = String.raw`(?![\p{L}\p{N}]|[_.-][\p{L}\p{N}])`

const topLevels = oneCase(
  [
    'com|net|org|edu|gov|mil|int|arpa|biz|info|xyz|dev|app|cloud|online|site|website|shop|store|club|click|top|live|page|link',
    'pro|tech|space|host|fun|icu|art|blog|news|work|works|world|today|life|email|support|services|systems|solutions|software',
    'digital|agency|group|team|network|center|company|global|zone|studio|design|media|social|chat|codes|tools|run|games?|vip',
    'finance|money|bank|download|review|stream|aws|amazon|google|goog|asia|berlin|london|jobs|mobi|tel|name',
    'a[cdefgilmoqrtuwxz]|b[abdefghijmnorstvwyz]|c[adfghiklmnoruvwxyz]|d[ejkmoz]|e[cegrstu]|f[ijkmor]|g[abdefghilmnpqrstuwy]',
    'h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]|l[abcikrstuvy]|m[acehklmnopqrstuvwxyz]|n[acefgilopruz]|om|p[aefghkmnrtw]',
    'qa|r[eouw]|s[abcdegijklmnrstuvxyz]|t[cdghjklmnortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]',
  ].join('|'),
)
// Top-level domains that files end in far more often.
const fileLike = oneCase('py|sh|md|rs|pl|ps|so|cc|tf|zip|mov')

// A field of a program, though it is written like a host.
const objects =
  'user|event|events|context|ctx|process|self|this|os|sys|json|math|module|exports|require|console|logger|log|logging|logs|request|response|req|res|err|error|item|record|records|data|config|settings|index|main|handler|lambda|instance|tag|tags|env|path|fs|http|https|asp|socket|node'
const field = String.raw`(?!(?:${objects})\.[\p{L}\p{N}_-]+(?!\.?[\p{L}\p{N}]))`

/** Slack makes a link of it. */
export const linkedHost = String.raw`${begin}${field}(?:${label}\.){1,12}(?:${topLevels}${end}|${fileLike}(?=[/?]))`

// Packages and modules of programs, classes of databases, versions.
const packages = [
  String.raw`(?:javax?|jdk|sun|scala|kotlin|org|com|software|io)\.(?:lang|util|io|net|nio|sql|time|springframework|apache|hibernate|postgresql|slf4j|amazonaws|fasterxml|mysql|zaxxer|google|amazon|netty|micronaut|quarkus)\.`,
  String.raw`(?:botocore|boto3|urllib3|requests|process|os|sys|event|context|self|this|console|logger)\.`,
  String.raw`net\.(?:ipv[46]|core)\.|(?:db|cache|ml|search|dax)\.[a-z]\d[a-z]{0,3}\.(?:\d{0,2}x?large|micro|small|medium)|v?\d+\.`,
].join('|')
// These are nobody's, and say what is meant.
const aws = String.raw`(?:[a-z0-9-]{1,63}\.)?amazonaws\.com(?:\.cn)?|(?:(?:docs|console|www|calculator|health|status|support)\.)?aws\.amazon\.com|(?:www\.)?amazon\.com|(?:www\.)?repost\.aws|api\.aws|on\.aws|lambda-url\.on\.aws|(?:[a-z-]{1,63}\.){0,2}(?:kubernetes|k8s)\.io`
const endings = oneCase(
  '[cm]?[jt]sx?|py|rb|go|java|jar|war|class|cs|php|rs|sh|json|ya?ml|toml|ini|cfg|conf|md|txt|log|xml|html?|css|csv|tsv|zip|tar|gz|tgz|whl|lock|env|pem|key|crt|png|svg|jpe?g|gif|pdf|service|socket|timer|target|mount|slice|handler|main|so|dll|exe|deb|rpm|img|iso|sql|tf|tmpl|test|spec|map|id|name',
)
const anyEnd = String.raw`(?!${endings}${end})(?-i:[a-z]{2,24}|[A-Z]{2,24})${end}`

/** May be of somebody's own. */
export const ownHost = String.raw`${begin}${field}(?!(?:${aws})${end})(?:(?!${packages})(?:${label}\.){2,12}${anyEnd}|(?:${label}\.){1,12}${topLevels}${end})`
