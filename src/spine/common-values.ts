const common = new Set(
  `prod production prd live main staging stage stg preprod dev development test testing qa uat sandbox demo
  true false yes no on off none null default enabled disabled internal external public private shared owned
  low medium high critical daily hourly weekly monthly always never blue green canary stable latest current
  web api app db database cache queue worker server backend frontend batch cron job service
  terraform cloudformation cdk sam serverless pulumi ansible packer helm kubernetes docker windlass
  aws amazon ec2 eks ecs lambda s3 sqs sns rds vpc iam ebs alb nlb function instance volume image snapshot
  linux windows ubuntu debian amazonlinux amazon-linux amd64 arm64 x86 x86_64
  running stopped spot on-demand reserved scheduled`.split(/\s+/),
)

/** What a tag or an alias says that anybody's would: words of the field, numbers, versions, days, Regions, types. */
export function isCommon(value: string): boolean {
  const word = value.trim().toLowerCase()
  return (
    common.has(word) ||
    /^[v$]?[\d.,:%/ -]{1,9}$|^\$latest$|^\d{4}-\d\d-\d\d$/.test(word) ||
    /^[a-z]{2}(?:-[a-z]+)+-\d[a-z]?$|^[a-z]\d[a-z0-9-]*\.(?:\d*x?large|metal|nano|micro|small|medium)$/.test(word)
  )
}

/** Anybody may launch it, and its name says which system it is. */
export function isPublicImage(name: string): boolean {
  return /^(?:al2023|amzn2?|amazon-eks|amazon-linux|ubuntu\/images|ubuntu-pro|debian-\d|RHEL-\d|Windows_Server|bottlerocket)[-/]/i.test(
    name,
  )
}
