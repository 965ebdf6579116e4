/** By what an event source's ARN or a principal begins with; what is not here is called what AWS calls it. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['alexa-appkit', 'Alexa'],
  ['apigateway', 'API Gateway'],
  ['bedrock', 'Bedrock'],
  ['cloudformation', 'CloudFormation'],
  ['codepipeline', 'CodePipeline'],
  ['cognito-idp', 'Cognito'],
  ['config', 'AWS Config'],
  ['dynamodb', 'DynamoDB'],
  ['elasticloadbalancing', 'Load balancer'],
  ['events', 'EventBridge'],
  ['iot', 'IoT'],
  ['kafka', 'Kafka'],
  ['kinesis', 'Kinesis'],
  ['lambda', 'CloudWatch alarm'],
  ['logs', 'CloudWatch Logs'],
  ['mq', 'Amazon MQ'],
  ['rds', 'DocumentDB'],
  ['s3', 'S3'],
  ['scheduler', 'EventBridge Scheduler'],
  ['secretsmanager', 'Secrets Manager'],
  ['ses', 'SES'],
  ['sns', 'SNS'],
  ['sqs', 'SQS'],
])

/** Of `s3.amazonaws.com`, or of `logs.eu-central-1.amazonaws.com`. */
export function kindOfPrincipal(service: string): string {
  const [name = ''] = service.split('.')
  // lambda.alarms.cloudwatch.amazonaws.com is the only one of these (CloudWatch User Guide, "Invoke a Lambda function from an alarm").
  return name === 'lambda' && !service.startsWith('lambda.alarms.') ? service : (kinds.get(name) ?? service)
}

export function kindOfSource(arn: string): string {
  const service = arn.split(':')[2] ?? ''
  return kinds.get(service) ?? service
}
