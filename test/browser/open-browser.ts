import { existsSync } from 'node:fs'
import { chromium as playwright } from 'playwright-core'

// What the packaged Chromium adds for its own surroundings and a test of a page must not have.
const unwanted = ['--disable-web-security', '--allow-running-insecure-content', '--single-process', '--no-zygote']
const quiet = ['--disable-background-networking', '--disable-quic', '--no-first-run', '--no-sandbox']

/** A headless Chromium: the packaged one where there is one (Linux on x64), else one that is installed. */
export async function openBrowser() {
  const { executablePath, args } =
    process.platform === 'linux' && process.arch === 'x64' ? await packaged() : installed()
  return playwright.launch({ executablePath, args: [...args, ...quiet], headless: true })
}

async function packaged() {
  // Makes the package unpack the system libraries that it brings.
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs22.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  const args = chromium.args.filter((arg) => !unwanted.includes(arg))
  return { executablePath: await chromium.executablePath(), args }
}

const usualPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

function installed() {
  const executablePath = usualPlaces.find((path) => existsSync(path))
  if (executablePath === undefined) throw new Error('The browser test needs Chrome, Chromium or Edge, and found none.')
  return { executablePath, args: [] }
}
