import { createRequire } from 'node:module'

// By require, since import() would first compile each file once only to learn what kind of module it is (Node.js,
// "Syntax detection"), which takes as long as loading it.
const require = createRequire(import.meta.url)

/** The clients of the SDK, read from disk when first asked for: 200 ms and 90 MB that no start should wait for. */
export function loadSdk() {
  const { EC2, DescribeInstancesResult$ }: typeof import('@aws-sdk/client-ec2') = require('@aws-sdk/client-ec2')
  const { STS }: typeof import('@aws-sdk/client-sts') = require('@aws-sdk/client-sts')
  const { AutoScaling }: typeof import('@aws-sdk/client-auto-scaling') = require('@aws-sdk/client-auto-scaling')
  const {
    ElasticLoadBalancingV2,
  }: typeof import('@aws-sdk/client-elastic-load-balancing-v2') = require('@aws-sdk/client-elastic-load-balancing-v2')
  const { StandardRetryStrategy }: typeof import('@smithy/core/retry') = require('@smithy/core/retry')
  return { EC2, STS, AutoScaling, ElasticLoadBalancingV2, StandardRetryStrategy, DescribeInstancesResult$ }
}

/** What reads functions, each from disk only when somebody asks for it: 75 ms and 31 MB the first, less the others. */
export function loadLambda() {
  const { Lambda }: typeof import('@aws-sdk/client-lambda') = require('@aws-sdk/client-lambda')
  return Lambda
}

/** 40 ms and 2 MB beside the others, and only where a language model is configured. */
export function loadBedrock() {
  const {
    BedrockRuntime,
  }: typeof import('@aws-sdk/client-bedrock-runtime') = require('@aws-sdk/client-bedrock-runtime')
  return BedrockRuntime
}

export function loadPricing() {
  const { Pricing }: typeof import('@aws-sdk/client-pricing') = require('@aws-sdk/client-pricing')
  return Pricing
}

export function loadCloudWatch() {
  const { CloudWatch }: typeof import('@aws-sdk/client-cloudwatch') = require('@aws-sdk/client-cloudwatch')
  return CloudWatch
}

export function loadCloudTrail() {
  const { CloudTrail }: typeof import('@aws-sdk/client-cloudtrail') = require('@aws-sdk/client-cloudtrail')
  return CloudTrail
}

export function loadCloudWatchLogs() {
  const {
    CloudWatchLogs,
  }: typeof import('@aws-sdk/client-cloudwatch-logs') = require('@aws-sdk/client-cloudwatch-logs')
  return CloudWatchLogs
}
