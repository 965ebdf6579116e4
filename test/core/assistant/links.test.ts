import { expect, it } from 'vitest'
import { withoutLinks } from '../../../src/core/assistant/links.ts'

it.each([
  'evil.com',
  'EVIL.COM',
  'sub.evil.co',
  'münchen.de',
  '//evil.com/x',
  'evil.com:8080/?q=1',
  'evil.zip/x',
  'user.evil.com',
  'http:evil.com',
  'https:/\\evil.com',
  'https://evil.example/x',
  'http:1.2.3.4',
  'ftp://evil.example',
  'slack://channel?id=C1',
  'www.evil.example',
  'mailto:a@b.example',
  'me@evil.com',
  'javascript:alert',
  'ec2.amazonaws.com',
  'docs.aws.amazon.com/ec2',
])('Slack, or what people paste it into, would make a link of %s', (link) => {
  expect(withoutLinks(`See ${link} now.`)).toBe('See (link left out) now.')
  expect(withoutLinks(`(${link})`)).toBe('((link left out))')
})

it.each([
  'index.js, handler.py, main.tf, README.md, build.prod.sh',
  'src/index.handler and lambda_function.lambda_handler',
  't3.micro, nodejs24.x, v1.2.3, 10.0.0.1, 0.5 GB',
  'user.name, event.id, System.Net, Node.js',
  'It ended.In that case e.g. this, i.e. that, at 9 a.m. or etc.',
  'https:443, http:80, the scheme "http:", and http: that',
  'ip-10-0-0-7.eu-central-1.compute.internal',
  'aws:SourceArn, arn:aws:s3:::x, ec2:StopInstances',
])('and not of %s', (text) => {
  expect(withoutLinks(text)).toBe(text)
})

it('takes no longer with much to read', () => {
  const long = ['a.', 'a-', 'x@', '//', 'www.', '_', '[a](', 'com.'].map((each) => each.repeat(5_000)).join(' ')
  const begun = performance.now()
  withoutLinks(long)
  expect(performance.now() - begun).toBeLessThan(2_000)
})
